/** Files by Node: what is read, written whole, and walked, with git as the judge of what is ignored. */
import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { WalkOptions } from "../../server/src/host/host.ts";
import { nodeFiles } from "../../server/src/host/node-files.ts";
import { TestFolder } from "../lsp/workspace.ts";
import { git } from "../scratch.ts";
import { forSeedsAsync, pick, upTo } from "../texts.ts";

const HONOUR: WalkOptions = { ignore: [], honourIgnoreFiles: true };

async function walked(root: string, options = HONOUR, base = root): Promise<[string, string | number][]> {
  const found: [string, string | number][] = [];
  for await (const entry of nodeFiles.walk(root, options))
    found.push([relative(base, entry.path), "reason" in entry ? entry.reason : entry.size]);
  return found;
}

const names = async (root: string, options = HONOUR): Promise<string[]> =>
  (await walked(root, options)).map(([path]) => path).sort();
const gitNames = (folder: string): string[] =>
  git(folder, "ls-files", "-co", "--exclude-standard", "-z").split("\0").filter(Boolean).sort();

describe("a walk", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
    git(folder.path, "init", "-q");
  });
  afterEach(() => folder.remove());

  const PATTERNS = [
    ...["*.log", "!keep.log", "/build", "build/", "a/**/x.txt", "**/b", "# remark", "", "\\#odd", "x*", "?.txt"],
    ...["[ab].txt", "!*.txt", "c/d", "/a/*", "!/a/c", "a/**", "**/c/**", "name\\ ", "trailing   ", "!", "/", "*.TXT"],
  ];
  const PARTS = ["a", "b", "c", "d", "build", "Build"];
  const FILES = [
    "a.txt",
    "x.txt",
    "b.log",
    "keep.log",
    "#odd",
    "name ",
    "trailing",
    "b",
    "line\nbreak.txt",
    "über.txt",
  ];

  it("finds what git finds, in random trees", async () => {
    await forSeedsAsync(12, async (random) => {
      const tree = new TestFolder();
      git(tree.path, "init", "-q");
      for (let count = 30; count > 0; count--) {
        const folders = Array.from({ length: upTo(4, random) }, () => pick(PARTS, random));
        if (folders.includes("b")) continue;
        tree.write([...folders, pick(FILES, random)].join("/"), "x");
      }
      const rules = (count: number): string =>
        Array.from({ length: count }, () => pick(PATTERNS, random)).join(pick(["\n", "\r\n"], random));
      tree.write(".gitignore", rules(4));
      tree.write(".git/info/exclude", rules(1));
      assert.deepEqual(
        await names(tree.path),
        gitNames(tree.path),
        JSON.stringify([tree.read(".gitignore"), tree.read(".git/info/exclude")]),
      );
      tree.remove();
    });
  });

  it("heeds .gitignore files further in, each for its own folder", async () => {
    folder.write(".gitignore", "*.log\n/out/\ntmp\n");
    folder.write("web/.gitignore", "!keep.log\n/dist\n");
    folder.write("web/deep/.gitignore", "*\n!.gitignore\n!*.md\n");
    const files = [
      "a.log",
      "out/x.js",
      "web/keep.log",
      "web/a.log",
      "web/dist/x",
      "web/out/x.js",
      "web/tmp/y",
      "dist/x",
    ];
    for (const file of [...files, "web/deep/a.md", "web/deep/a.js", "keep.log"]) folder.write(file, "x");
    assert.deepEqual(await names(folder.path), gitNames(folder.path));
    assert.deepEqual(await names(folder.path), [
      ".gitignore",
      "dist/x",
      "web/.gitignore",
      "web/deep/.gitignore",
      "web/deep/a.md",
      "web/keep.log",
      "web/out/x.js",
    ]);
  });

  it("heeds a .gitignore that begins with a byte-order mark", async () => {
    folder.write(".gitignore", "\uFEFFone.txt\n");
    folder.write("one.txt", "x");
    assert.deepEqual(await names(folder.path), gitNames(folder.path));
  });

  it("heeds what holds above the folder that it begins in", async () => {
    folder.write(".gitignore", "*.log\n/web/dist/\n");
    folder.write("web/a.log", "x");
    folder.write("web/dist/a.js", "x");
    folder.write("web/a.js", "x");
    assert.deepEqual(await names(join(folder.path, "web")), ["a.js"]);
  });

  it("reads what is ignored too where it is asked to", async () => {
    folder.write(".gitignore", "*.log\n");
    folder.write("a.log", "x");
    assert.deepEqual(await names(folder.path, { ignore: [], honourIgnoreFiles: false }), [".gitignore", "a.log"]);
  });

  it("leaves out the folders that it is told to, relative to the one that is named, and no files", async () => {
    for (const file of ["fixtures/a", "src/fixtures/b", "src/c", "x.snap"]) folder.write(file, "x");
    const ignore = [{ folder: folder.path, patterns: ["/fixtures/", "*.snap"] }];
    assert.deepEqual(await names(folder.path, { ignore, honourIgnoreFiles: true }), [
      "src/c",
      "src/fixtures/b",
      "x.snap",
    ]);
  });

  it("never enters .git, and follows no link", async () => {
    folder.write("real/a.txt", "x");
    symlinkSync("real", join(folder.path, "folder-link"));
    symlinkSync("real/a.txt", join(folder.path, "file-link"));
    symlinkSync("nowhere", join(folder.path, "broken-link"));
    symlinkSync("..", join(folder.path, "real/up"));
    const found = Object.fromEntries(await walked(folder.path));
    assert.deepEqual(Object.keys(found).sort(), gitNames(folder.path));
    assert.equal(found["real/a.txt"], 1);
    for (const link of ["folder-link", "file-link", "broken-link", "real/up"])
      assert.match(String(found[link]), /link/);
  });

  it("comes in the same order each time, sizes included", async () => {
    for (const file of ["b/1", "a/2", "a/10", "c", "B"]) folder.write(file, file);
    const first = await walked(folder.path);
    assert.deepEqual(await walked(folder.path), first);
    assert.deepEqual(
      first.map(([path]) => path),
      ["B", "a/10", "a/2", "b/1", "c"],
    );
    assert.equal(Object.fromEntries(first)["a/10"], 4);
  });

  it("of a single file gives that file, though it is ignored", async () => {
    folder.write(".gitignore", "a.log\n");
    folder.write("a.log", "four");
    assert.deepEqual(await walked(join(folder.path, "a.log"), HONOUR, folder.path), [["a.log", 4]]);
  });

  it("of nothing throws", async () => {
    await assert.rejects(walked(join(folder.path, "none")), { code: "ENOENT" });
  });

  it("says which folder could not be listed, and goes on", async function () {
    if (process.platform === "win32") this.skip();
    folder.write("closed/a.txt", "x");
    folder.write("open/b.txt", "x");
    const found = await asNobody([folder.path, join(folder.path, "open")], join(folder.path, "closed"), () =>
      walked(folder.path),
    );
    assert.match(String(Object.fromEntries(found).closed), /could not be listed \(EACCES\)/);
    assert.equal(Object.fromEntries(found)["open/b.txt"], 1);
  });
});

/** Runs with a folder closed, as somebody whom that stops: root is not. */
async function asNobody<T>(open: readonly string[], closed: string, run: () => Promise<T>): Promise<T> {
  const root = process.geteuid?.() === 0;
  for (const path of open) chmodSync(path, 0o755);
  chmodSync(closed, 0);
  if (root) process.seteuid!(65534);
  try {
    return await run();
  } finally {
    if (root) process.seteuid!(0);
    chmodSync(closed, 0o755);
  }
}

describe("a file that is read", () => {
  const folder = new TestFolder({ "a.txt": "bytes", empty: "" });
  after(() => folder.remove());
  const read = async (path: string): Promise<string | undefined> => {
    const bytes = await nodeFiles.read(join(folder.path, path));
    return bytes && Buffer.from(bytes).toString();
  };

  it("gives its bytes", async () => {
    assert.equal(await read("a.txt"), "bytes");
    assert.equal(await read("empty"), "");
  });
  it("is undefined where there is none", async () => {
    assert.equal(await read("none"), undefined);
    assert.equal(await read("a.txt/below-a-file"), undefined);
  });
  it("throws where it is a folder", async () => {
    await assert.rejects(read("."), { code: "EISDIR" });
  });
});

describe("a file that is written", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => folder.remove());
  const at = (path: string): string => join(folder.path, path);
  const mode = (path: string): number => statSync(at(path)).mode & 0o777;

  it("makes the folders that are missing, and leaves nothing else behind", async () => {
    await nodeFiles.write(at("a/b/c.txt"), "text ✓");
    assert.equal(folder.read("a/b/c.txt"), "text ✓");
    assert.deepEqual(readdirSync(at("a/b")), ["c.txt"]);
  });

  it("keeps its mode, and a new store is its owner's alone", async function () {
    if (process.platform === "win32") this.skip();
    writeFileSync(at("run.sh"), "old");
    chmodSync(at("run.sh"), 0o755);
    await nodeFiles.write(at("run.sh"), "new");
    assert.equal(mode("run.sh"), 0o755);
    const mask = process.umask(0o002);
    try {
      writeFileSync(at("wide"), "old");
      chmodSync(at("wide"), 0o666);
      await nodeFiles.write(at("wide"), "new");
    } finally {
      process.umask(mask);
    }
    assert.equal(mode("wide"), 0o666);
    await nodeFiles.write(at(".env"), "A=1\n");
    assert.equal(mode(".env"), 0o600);
  });

  it("is replaced in one step: who has it open still sees the old text", async () => {
    folder.write("a.txt", "old text");
    const before = statSync(at("a.txt")).ino;
    await nodeFiles.write(at("a.txt"), "new");
    assert.notEqual(statSync(at("a.txt")).ino, before);
    assert.equal(folder.read("a.txt"), "new");
  });

  it("takes drafts along that killed processes left, and no others", async () => {
    const path = join(folder.path, ".env");
    for (const name of [`.env.${2 ** 30}`, `.env.${process.ppid}`, ".env.x", `other.${2 ** 30}`])
      folder.write(`.${name}.tokenward`, "A=1\n");
    await nodeFiles.write(path, "A=2\n");
    const left = readdirSync(folder.path).filter((name) => name.endsWith(".tokenward"));
    assert.deepEqual(
      left.sort(),
      [`..env.${process.ppid}.tokenward`, "..env.x.tokenward", `.other.${2 ** 30}.tokenward`].sort(),
    );
  });

  it("stays as it was where the write fails, with no draft beside it", async () => {
    mkdirSync(at("taken/full"), { recursive: true });
    await assert.rejects(nodeFiles.write(at("taken"), "text"));
    assert.ok(existsSync(at("taken/full")));
    assert.deepEqual(readdirSync(folder.path), ["taken"]);
  });

  it("is written where a link leads, and the link stays", async function () {
    if (process.platform === "win32") this.skip();
    folder.write("real/.env", "A=1\n");
    symlinkSync("real/.env", at(".env"));
    await nodeFiles.write(at(".env"), "A=2\n");
    assert.equal(folder.read("real/.env"), "A=2\n");
  });
});

describe("a reader", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => folder.remove());
  const at = (path: string): string => join(folder.path, path);

  it("gives the bytes of one file after the other, of any size", () => {
    const read = nodeFiles.reader();
    for (const length of [0, 1, 262_143, 262_144, 262_145, 9_000_000, 3, 600_000]) {
      const bytes = Buffer.alloc(length, `${length},`);
      writeFileSync(at("a"), bytes);
      assert.ok(bytes.equals(read(at("a"))!), `${length} bytes`);
    }
  });

  it("reads files that the system makes up as they are read", function () {
    if (!existsSync("/proc/self/status")) this.skip();
    assert.match(Buffer.from(nodeFiles.reader()("/proc/self/status")!).toString(), /^Name:/);
  });

  it("gives nothing where there is no file, and throws where it must not read", () => {
    const read = nodeFiles.reader();
    assert.equal(read(at("none")), undefined);
    assert.throws(() => read(folder.path), { code: "EISDIR" });
    writeFileSync(at("a"), "after a failure");
    assert.equal(Buffer.from(read(at("a"))!).toString(), "after a failure");
  });
});
