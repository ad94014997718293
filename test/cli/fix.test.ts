/** tokenward fix, as a user runs it. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { parse } from "dotenv";
import { TestFolder } from "../lsp/workspace.ts";
import { git, mintedOf, type RunOptions, tokenward } from "../scratch.ts";

const github = mintedOf("token/github-pat", 3).value;
const stripe = mintedOf("token/stripe-secret-key", 5).value;

const FILES = {
  "package.json": '{ "type": "module", "dependencies": { "dotenv": "^17.0.0" } }\n',
  "src/a.js": `const token = "${github}";\nconsole.log(token.length);\n`,
  "src/b.js": `const key = "${stripe}";\nconst again = "${github}";\nexport default [key, again];\n`,
  ".gitignore": "node_modules\n",
};

describe("tokenward fix", () => {
  let folder: TestFolder;
  const run = (args: readonly string[], options?: RunOptions) => {
    const result = tokenward(folder.path, args, options);
    for (const value of [github, stripe])
      assert.ok(!result.stdout.includes(value) && !result.stderr.includes(value), `a value in ${args}`);
    return result;
  };
  const unchanged = (): void => {
    for (const [path, text] of Object.entries(FILES)) assert.equal(folder.read(path), text);
    assert.ok(!readdirSync(folder.path).includes(".env"));
  };

  beforeEach(() => {
    folder = new TestFolder(FILES);
    git(folder.path, "init", "-q");
    git(folder.path, "add", ".");
  });
  afterEach(() => folder.remove());

  it("changes nothing in a dry run, and shows what it would do without a value", () => {
    const { status, stdout } = run(["fix", "--dry-run"]);
    assert.equal(status, 1);
    assert.match(stdout, /^--- a\/src\/a\.js/m);
    assert.match(stdout, /^\+.*process\.env\.GITHUB_TOKEN/m);
    assert.match(stdout, /^Moves:$/m);
    unchanged();
  });

  it("changes nothing where nobody can say yes, and exits with 2", () => {
    const { status, stderr } = run(["fix"], { input: "y\n" });
    assert.equal(status, 2);
    assert.match(stderr, /--yes/);
    unchanged();
  });

  it("moves values so that a scan finds no more, and each value once", () => {
    const { status, stdout } = run(["fix", "--yes"]);
    assert.equal(status, 0, stdout);
    assert.match(stdout, /^Moved 2 tokens\. .*rotate/m);
    const stored = parse(folder.read(".env"));
    assert.deepEqual(Object.values(stored).sort(), [github, stripe].sort());
    for (const path of ["src/a.js", "src/b.js"]) assert.match(folder.read(path), /process\.env\.GITHUB_TOKEN/);
    assert.match(folder.read(".env.example"), /^GITHUB_TOKEN=$/m);
    assert.deepEqual(
      folder
        .read(".gitignore")
        .split("\n")
        .filter((line) => line.includes(".env")),
      [".env"],
    );
    assert.equal(run(["scan"]).status, 0);
  });

  it("does nothing the second time", () => {
    run(["fix", "--yes"]);
    const texts = () => [".env", ".env.example", ".gitignore", "src/a.js", "src/b.js"].map((path) => folder.read(path));
    const before = texts();
    const { status, stdout } = run(["fix", "--yes"]);
    assert.deepEqual([status, stdout], [0, "Nothing to move.\n"]);
    assert.deepEqual(texts(), before);
  });

  it("keeps what .env and .gitignore hold", () => {
    folder.write(".env", "# mine\nOTHER='kept'\nGITHUB_TOKEN=another\n");
    folder.write(".gitignore", ".env\nnode_modules\n");
    assert.equal(run(["fix", "--yes"]).status, 0);
    const stored = parse(folder.read(".env"));
    assert.ok(folder.read(".env").startsWith("# mine\nOTHER='kept'\nGITHUB_TOKEN=another\n"));
    assert.deepEqual([stored.OTHER, stored.GITHUB_TOKEN], ["kept", "another"]);
    assert.ok(Object.values(stored).includes(github) && Object.values(stored).includes(stripe));
    assert.equal(folder.read(".gitignore"), ".env\nnode_modules\n");
  });

  it("moves what is asked for alone", () => {
    assert.equal(run(["fix", "--yes", "--only", "token/stripe-secret-key"]).status, 0);
    assert.deepEqual(Object.values(parse(folder.read(".env"))), [stripe]);
    assert.equal(folder.read("src/a.js"), FILES["src/a.js"]);
  });

  it("refuses where git tracks .env, says so, and changes nothing", () => {
    folder.write(".env", "OTHER=1\n");
    git(folder.path, "add", "-f", ".env");
    const { status, stdout } = run(["fix", "--yes"]);
    assert.equal(status, 1);
    assert.match(stdout, /^Left as they are:$/m);
    assert.match(stdout, /tracked|git/);
    assert.equal(folder.read(".env"), "OTHER=1\n");
    for (const path of ["src/a.js", "src/b.js", ".gitignore"] as const) assert.equal(folder.read(path), FILES[path]);
  });

  it("leaves what it has no reference for, and says why", () => {
    folder.write("notes.txt", `token: ${stripe}\n`);
    const { status, stdout } = run(["fix", "--yes", "notes.txt"]);
    assert.equal(status, 1);
    assert.match(stdout, /notes\.txt:1: /);
    assert.equal(folder.read("notes.txt"), `token: ${stripe}\n`);
  });

  it("moves no value from .env itself", () => {
    run(["fix", "--yes"]);
    const before = folder.read(".env");
    run(["fix", "--yes", "--no-ignore"]);
    assert.equal(folder.read(".env"), before);
  });
});
