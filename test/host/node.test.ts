/** What git tells of a repository, and when git is not run. */
import assert from "node:assert/strict";
import { chmodSync, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Host } from "../../server/src/host/host.ts";
import { createNodeHost } from "../../server/src/host/node.ts";
import { TestFolder } from "../lsp/workspace.ts";
import { git } from "../scratch.ts";

const host = createNodeHost(() => true);

function repository(files: Readonly<Record<string, string>> = { "a.txt": "a" }): TestFolder {
  const folder = new TestFolder(files);
  git(folder.path, "init", "-q");
  git(folder.path, "add", ".");
  git(folder.path, "commit", "-qm", "first");
  return folder;
}

const firstCommits = (folder: string): string[] =>
  git(folder, "rev-list", "--max-parents=0", "HEAD").trim().split("\n").sort();

describe("what git tells", () => {
  let folder: TestFolder;
  const at = (path: string): string => join(folder.path, path);
  beforeEach(() => {
    folder = repository({ "a.txt": "a", "src/b.txt": "b", ".gitignore": "*.log\n/out/\n", "kept.log": "k" });
  });
  afterEach(() => folder.remove());

  /** Git answers by exit status, and prints what is ignored. */
  function isIgnoredByGit(path: string): boolean {
    try {
      return git(folder.path, "check-ignore", "--no-index", path) !== "";
    } catch {
      return false;
    }
  }

  it("is nothing outside a repository", async () => {
    const outside = new TestFolder({ "a.txt": "a" });
    const path = join(outside.path, "a.txt");
    const { root, tracked, ignored, rootCommit } = host.git;
    assert.deepEqual(
      [await root(path), await tracked(path), await ignored(path), await rootCommit(outside.path)],
      [undefined, undefined, undefined, undefined],
    );
    outside.remove();
  });

  it("names the root from anywhere below", async () => {
    for (const path of ["", "src", "src/b.txt", "src/none/none"])
      assert.equal(await host.git.root(at(path)), folder.path);
  });

  it("says what is tracked, and notices what is added since", async () => {
    assert.equal(await host.git.tracked(at("src/b.txt")), true);
    assert.equal(await host.git.tracked(at("src/new.txt")), false);
    assert.equal(await host.git.tracked(at("src")), false);
    folder.write("src/new.txt", "n");
    git(folder.path, "add", "src/new.txt");
    assert.equal(await host.git.tracked(at("src/new.txt")), true);
  });

  it("tracks nothing in a repository without an index", async () => {
    const fresh = new TestFolder({ "a.txt": "a" });
    git(fresh.path, "init", "-q");
    assert.equal(await host.git.tracked(join(fresh.path, "a.txt")), false);
    assert.equal(await host.git.rootCommit(fresh.path), undefined);
    fresh.remove();
  });

  it("says what is ignored, as git does, whether it is there or not", async () => {
    const paths = ["a.txt", "x.log", "src/x.log", "out/x.txt", "src/out/x.txt", ".env", "out/deep/.env"];
    for (const path of paths) {
      assert.equal(await host.git.ignored(at(path)), isIgnoredByGit(path), path);
    }
  });

  it("asks git for the first commit", async () => {
    assert.deepEqual([await host.git.rootCommit(at("src"))], firstCommits(folder.path));
  });

  it("takes the smallest of several first commits", async () => {
    git(folder.path, "branch", "-M", "one");
    git(folder.path, "checkout", "-q", "--orphan", "other");
    git(folder.path, "commit", "-qm", "another first");
    git(folder.path, "merge", "-q", "--allow-unrelated-histories", "-m", "both", "one");
    const firsts = firstCommits(folder.path);
    assert.equal(firsts.length, 2);
    assert.equal(await host.git.rootCommit(folder.path), firsts[0]);
  });

  it("does not know the first commit in a shallow clone, nor in its work trees", async () => {
    folder.write("a.txt", "second");
    git(folder.path, "commit", "-qam", "second");
    const shallow = new TestFolder();
    git(shallow.path, "clone", "-q", "--depth", "1", pathToFileURL(folder.path).href, "clone");
    assert.equal(await host.git.rootCommit(join(shallow.path, "clone")), undefined);
    git(join(shallow.path, "clone"), "worktree", "add", "-q", "../tree");
    assert.equal(await host.git.rootCommit(join(shallow.path, "tree")), undefined);
    shallow.remove();
  });

  it("is told in a work tree, where .git is a file", async () => {
    folder.write(".git/info/exclude", "*.secret\n");
    const trees = new TestFolder();
    git(folder.path, "worktree", "add", "-q", join(trees.path, "tree"));
    const tree = join(trees.path, "tree");
    assert.equal(await host.git.root(join(tree, "src")), tree);
    assert.equal(await host.git.tracked(join(tree, "src/b.txt")), true);
    assert.equal(await host.git.tracked(join(tree, "src/c.txt")), false);
    assert.equal(await host.git.ignored(join(tree, "x.log")), true);
    assert.equal(await host.git.ignored(join(tree, "x.secret")), true);
    assert.deepEqual([await host.git.rootCommit(tree)], firstCommits(folder.path));
    trees.remove();
  });

  it("is told in a submodule, of the submodule", async () => {
    const outer = repository();
    git(outer.path, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", folder.path, "sub");
    const sub = join(outer.path, "sub");
    assert.equal(await host.git.root(join(sub, "src")), sub);
    assert.equal(await host.git.tracked(join(sub, "src/b.txt")), true);
    assert.equal(await host.git.tracked(join(outer.path, "a.txt")), true);
    outer.remove();
  });
});

describe("git", () => {
  const PATH = process.env.PATH;
  let folder: TestFolder;
  let ran: string;
  const everything = async ({ git: facts }: Host): Promise<void> => {
    const file = join(folder.path, "a.txt");
    await Promise.all([facts.root(file), facts.tracked(file), facts.ignored(file), facts.rootCommit(folder.path)]);
  };

  beforeEach(function () {
    if (process.platform === "win32") this.skip();
    folder = repository();
    ran = join(folder.path, ".git/ran");
    folder.write(".git/bin/git", `#!/bin/sh\necho "$@" >> '${ran}'\nexit 1\n`);
    chmodSync(join(folder.path, ".git/bin/git"), 0o755);
    process.env.PATH = join(folder.path, ".git/bin") + delimiter + PATH;
  });
  afterEach(() => {
    process.env.PATH = PATH;
    folder?.remove();
  });

  it("is not run in a folder that is not trusted", async () => {
    await everything(createNodeHost(() => false));
    assert.equal(existsSync(ran), false);
    assert.equal(await createNodeHost(() => false).git.rootCommit(folder.path), undefined);
  });

  it("is run for the first commit alone, once trust is granted", async () => {
    let trusted = false;
    const waiting = createNodeHost(() => trusted);
    await everything(waiting);
    trusted = true;
    await everything(waiting);
    assert.equal(folder.read(".git/ran").trim().split("\n").length, 1);
    assert.match(folder.read(".git/ran"), /rev-list/);
  });

  it("runs no program that the repository's configuration names", async () => {
    process.env.PATH = PATH;
    const trap = join(folder.path, ".git/bin/trap");
    folder.write(".git/bin/trap", `#!/bin/sh\ntouch '${ran}'\n`);
    chmodSync(trap, 0o755);
    for (const key of ["core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "alias.rev-list"])
      git(folder.path, "config", key, trap);
    assert.match((await host.git.rootCommit(folder.path)) ?? "", /^[0-9a-f]{40}$/);
    assert.equal(existsSync(ran), false);
  });
});

describe("hashes and randomness", () => {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
  const key = new TextEncoder().encode("Jefe");

  it("are the published ones", async () => {
    // RFC 4231, test case 2.
    assert.equal(
      hex(await host.hashes.hmac(key, "what do ya want for nothing?")),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    );
    assert.equal((await host.hashes.scrypt(key, "value")).length, 32);
    assert.notEqual(hex(await host.hashes.scrypt(key, "a")), hex(await host.hashes.scrypt(key, "b")));
  });

  it("are the same in a web worker", async () => {
    const { createBrowserHost } = await import("../../server/src/host/browser.ts");
    const { hashes } = createBrowserHost();
    assert.equal(hex(await hashes.hmac(key, "ü")), hex(await host.hashes.hmac(key, "ü")));
    assert.equal(hex(await hashes.scrypt(key, "ü")), hex(await host.hashes.scrypt(key, "ü")));
  });

  it("differ from call to call", () => {
    assert.equal(host.random(32).length, 32);
    assert.notEqual(hex(host.random(32)), hex(host.random(32)));
  });
});
