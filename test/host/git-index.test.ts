/** Git's index read without git names the files that git itself names. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { trackedPaths } from "../../server/src/host/git-index.ts";
import { TestFolder } from "../lsp/workspace.ts";
import { git } from "../scratch.ts";

const NAMES = [
  "a",
  "README.md",
  "src/one.ts",
  "src/one.ts.bak",
  "src/very/deep/folder/with a space.txt",
  "src/very/deep/folder/ünïcode ✓.txt",
  "src/line\nbreak.txt",
  ...Array.from({ length: 24 }, (_, at) => `names/${"n".repeat(at + 1)}`),
  `long/${"x".repeat(200)}/${"y".repeat(200)}`,
];

describe("git's index", () => {
  let folder: TestFolder;
  const index = (): Uint8Array => readFileSync(join(folder.path, ".git/index"));
  const listed = (): string[] => git(folder.path, "ls-files", "-z").split("\0").filter(Boolean).sort();
  const read = (): string[] => [...trackedPaths(index())!].sort();

  beforeEach(() => {
    folder = new TestFolder(Object.fromEntries(NAMES.map((name) => [name, name])));
    git(folder.path, "init", "-q");
    git(folder.path, "add", ".");
  });
  afterEach(() => folder.remove());

  for (const version of [2, 4]) {
    it(`of version ${version} holds what git lists`, () => {
      git(folder.path, "update-index", "--index-version", String(version));
      assert.equal(index()[7], version);
      assert.equal(read().length, NAMES.length);
      assert.deepEqual(read(), listed());
    });
  }

  it("of version 3 holds what is only intended to be added", () => {
    folder.write("src/later.ts", "later");
    git(folder.path, "add", "-N", "src/later.ts");
    assert.equal(index()[7], 3);
    assert.ok(read().includes("src/later.ts"));
    assert.deepEqual(read(), listed());
  });

  it("of version 4 holds it too", () => {
    folder.write("src/later.ts", "later");
    git(folder.path, "update-index", "--index-version", "4");
    git(folder.path, "add", "-N", "src/later.ts");
    assert.ok(read().includes("src/later.ts"));
    assert.deepEqual(read(), listed());
  });

  it("is empty after the last file is taken out", () => {
    git(folder.path, "rm", "-rq", "--cached", ".");
    assert.deepEqual(read(), []);
  });

  it("is not guessed at where its format is not known", () => {
    const bytes = Buffer.from(index());
    bytes[7] = 9;
    assert.equal(trackedPaths(bytes), undefined);
    assert.equal(trackedPaths(new Uint8Array()), undefined);
    assert.equal(trackedPaths(new TextEncoder().encode("not an index at all")), undefined);
  });

  it("does not throw where it is cut short", () => {
    const bytes = index();
    for (let length = 0; length < bytes.length; length += 7) trackedPaths(bytes.subarray(0, length));
  });
});

describe("git's index of a repository with SHA-256", () => {
  it("holds what git lists, or is not known", () => {
    const folder = new TestFolder(Object.fromEntries(NAMES.map((name) => [name, name])));
    git(folder.path, "init", "-q", "--object-format=sha256");
    git(folder.path, "add", ".");
    for (const version of ["2", "4"]) {
      git(folder.path, "update-index", "--index-version", version);
      const paths = trackedPaths(readFileSync(join(folder.path, ".git/index")));
      const listed = git(folder.path, "ls-files", "-z").split("\0").filter(Boolean).sort();
      if (paths) assert.deepEqual([...paths].sort(), listed);
    }
    folder.remove();
  });
});
