/** `tokenward hook install`: commits that add a token stop, and nobody's hook is lost. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { TestFolder } from "../lsp/workspace.ts";
import { git, mintedOf, tokenward } from "../scratch.ts";

const token = mintedOf("token/github-pat", 3);

describe("tokenward hook", () => {
  let folder: TestFolder;
  before(function () {
    if (process.platform === "win32") this.skip();
  });
  beforeEach(() => {
    folder = new TestFolder({ "a.txt": "clean\n" });
    git(folder.path, "init", "-q");
    git(folder.path, "add", ".");
    git(folder.path, "commit", "-qm", "first");
  });
  afterEach(() => folder.remove());

  const install = (...more: string[]) => tokenward(folder.path, ["hook", "install", ...more]);
  const commit = (path = folder.path, ...args: string[]) =>
    spawnSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "x", ...args], {
      cwd: path,
      encoding: "utf8",
    });

  it("stops a commit that adds a token, and lets others through", () => {
    assert.equal(install().status, 0);
    folder.write("b.txt", "clean too\n");
    git(folder.path, "add", ".");
    assert.equal(commit().status, 0);
    folder.write("b.txt", token.text);
    git(folder.path, "add", ".");
    const stopped = commit();
    assert.equal(stopped.status, 1);
    assert.match(stopped.stdout + stopped.stderr, /token\/github-pat/);
    assert.ok(!(stopped.stdout + stopped.stderr).includes(token.value));
  });

  it("looks at what the commit holds, also where the index is another", () => {
    install();
    folder.write("a.txt", token.text);
    assert.equal(commit(folder.path, "-a").status, 1);
    assert.equal(commit(folder.path, "a.txt").status, 1);
    folder.write("c.txt", "clean\n");
    git(folder.path, "add", "c.txt");
    assert.equal(commit().status, 0, "the token is not staged");
  });

  it("may be installed again", () => {
    assert.deepEqual([install().status, install().status], [0, 0]);
  });

  it("leaves a hook alone that somebody wrote, unless it is told to", () => {
    folder.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 0\n");
    const { status, stderr } = install();
    assert.equal(status, 2);
    assert.match(stderr, /there is a hook already/);
    assert.equal(folder.read(".git/hooks/pre-commit"), "#!/bin/sh\nexit 0\n");
    assert.equal(install("--force").status, 0);
    assert.equal(folder.read(".git/hooks/pre-commit.before-tokenward"), "#!/bin/sh\nexit 0\n");
  });

  it("goes where core.hooksPath says, without a path of this machine", () => {
    git(folder.path, "config", "core.hooksPath", ".githooks");
    assert.equal(install().status, 0);
    assert.ok(!folder.read(".githooks/pre-commit").includes("cli.cjs"));
  });

  it("leaves folders alone that are for other repositories too", () => {
    const shared = new TestFolder();
    git(folder.path, "config", "core.hooksPath", shared.path);
    const { status, stderr } = install();
    shared.remove();
    assert.equal(status, 2);
    assert.match(stderr, /for other repositories too/);
  });

  it("works in work trees that were added", () => {
    const tree = join(folder.path, "../", `tree-${process.pid}`);
    git(folder.path, "worktree", "add", "-q", tree, "-b", "side");
    assert.equal(tokenward(tree, ["hook", "install"]).status, 0);
    git(folder.path, "worktree", "remove", "--force", tree);
    folder.write("b.txt", token.text);
    git(folder.path, "add", ".");
    assert.equal(commit().status, 1);
  });

  it("says so outside git, and where nothing is installed any more", () => {
    const plain = new TestFolder();
    assert.match(tokenward(plain.path, ["hook", "install"]).stderr, /no work tree of git/);
    plain.remove();
    git(folder.path, "config", "core.hooksPath", ".githooks");
    install();
    chmodSync(join(folder.path, ".githooks/pre-commit"), 0o755);
    folder.write("b.txt", "x");
    git(folder.path, "add", ".");
    const { status, stderr } = commit();
    assert.equal(status, 1);
    assert.match(stderr, /tokenward is not installed/);
  });
});
