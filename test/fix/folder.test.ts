/** Where stores lie, and what has to be read to know. */
import assert from "node:assert/strict";
import { relativePath } from "../../server/src/engine/fix/folder.ts";
import { filesNeeded, storePathOf } from "../../server/src/engine/fix/index.ts";
import { dotenv } from "../../server/src/providers/dotenv.ts";
import { references } from "./fixture.ts";

const storeOf = (path: string, ...files: readonly string[]): string | undefined =>
  storePathOf({
    document: { path, text: "" },
    files: new Map(files.map((name) => [name, ""])),
    store: dotenv,
    references,
  });

describe("the store of a document", () => {
  it("lies in the nearest package", () => {
    assert.equal(storeOf("packages/api/src/a.ts", "package.json", "packages/api/package.json"), "packages/api/.env");
    assert.equal(storeOf("packages/api/src/a.ts", "package.json"), ".env");
    assert.equal(storeOf("services/pay/a.py", "services/pay/pyproject.toml"), "services/pay/.env");
    assert.equal(storeOf("cmd/a.go", "go.mod"), ".env");
  });
  it("lies where one is already", () =>
    assert.equal(storeOf("backend/a.py", "backend/.env", "package.json"), "backend/.env"));
  it("lies in the workspace folder without a package", () => assert.equal(storeOf("a/b/c.py"), ".env"));
  it("lies beside a compose file", () => assert.equal(storeOf("deploy/compose.yml", "package.json"), "deploy/.env"));
  it("lies at the repository's root for workflows", () => {
    assert.equal(storeOf(".github/workflows/ci.yml", ".github/package.json"), ".env");
    assert.equal(storeOf("sub/.github/workflows/ci.yml"), "sub/.env");
  });
  it("is none where there is no reference", () => assert.equal(storeOf("a.unknown"), undefined));
});

describe("the files that a move needs", () => {
  const needed = filesNeeded({ path: "packages/api/a.ts", text: "" }, dotenv, references);
  it("are those of each folder upward", () => {
    for (const name of [
      ".env",
      ".env.example",
      ".gitignore",
      "package.json",
      "pyproject.toml",
      "compose.yml",
      "src/index.ts",
    ]) {
      for (const folder of ["packages/api/", "packages/", ""]) assert.ok(needed.includes(folder + name), folder + name);
    }
  });
  it("are named once", () => assert.equal(new Set(needed).size, needed.length));
  it("are none where there is no reference", () =>
    assert.deepEqual(filesNeeded({ path: "a.unknown", text: "" }, dotenv, references), []));
});

it("a path leads from one file to another", () => {
  assert.equal(relativePath("a/b/c.sh", ".env"), "../../.env");
  assert.equal(relativePath("a/b/c.sh", "a/b/.env"), ".env");
  assert.equal(relativePath("c.sh", "a/.env"), "a/.env");
});
