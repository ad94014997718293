/** tokenward scan --staged and --diff, on real repositories. */
import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { type ScanOptions, scanCommand } from "../../server/src/commands/scan.ts";
import { CommandError } from "../../server/src/commands/terminal.ts";
import { catalogue, Mint } from "../lsp/tokens.ts";
import { TestFolder } from "../lsp/workspace.ts";
import { TestRepository, terminalIn } from "../repository.ts";
import { git } from "../scratch.ts";

const usual: ScanOptions = {
  config: true,
  ignore: true,
  minConfidence: "medium",
  progress: false,
  format: "json",
  failOn: "warning",
};
const mint = new Mint(7);
const filler = Array.from({ length: 20 }, (_, at) => `const line${at} = ${at};\n`).join("");

describe("scan of a change", () => {
  let repository: TestRepository;
  const others: TestFolder[] = [];
  beforeEach(() => {
    repository = new TestRepository();
  });
  afterEach(() => {
    for (const folder of [repository, ...others.splice(0)]) folder.remove();
  });

  async function scanned(
    options: Partial<ScanOptions>,
    at: Parameters<typeof terminalIn>[1] & { folder?: string } = {},
  ) {
    const { terminal, written } = terminalIn(at.folder ?? repository.path, at);
    const status = await scanCommand([], { ...usual, ...options }, catalogue, terminal);
    const { findings, skipped } = JSON.parse(written().out);
    const found = findings.map((each: Record<string, unknown>) => {
      const { start } = each.range as { start: { line: number } };
      return [each.change, each.path, start.line];
    });
    return { status, found, skipped };
  }
  const line = (value: string) => `f("${value}");\n`;

  describe("that is staged", () => {
    it("is all of the index before the first commit", async () => {
      repository.write("a.js", line(mint.github()));
      repository.git("add", "a.js");
      repository.write("b.js", line(mint.github()));
      const { status, found } = await scanned({ staged: true });
      assert.deepEqual([status, found], [1, [["added", "a.js", 0]]]);
    });

    it("is what the index holds, not what the file does", async () => {
      const [first, second] = [mint.github(), mint.github()];
      repository.write("a.js", line(first) + filler);
      repository.commit();
      repository.write("a.js", filler + line(first) + line(second));
      repository.git("add", "a.js");
      repository.write("a.js", "nothing any more\n");
      const { status, found } = await scanned({ staged: true });
      assert.deepEqual([status, found], [1, [["added", "a.js", 21]]]);
    });

    it("passes where it only takes tokens away", async () => {
      repository.write("a.js", line(mint.github()) + filler);
      repository.write("gone.js", line(mint.slack()));
      repository.commit();
      repository.write("a.js", filler);
      repository.remove("gone.js");
      repository.git("add", "--all");
      const { status, found } = await scanned({ staged: true });
      assert.deepEqual(status, 0);
      assert.deepEqual(found, [
        ["removed", "a.js", 0],
        ["removed", "gone.js", 0],
      ]);
    });

    it("says nothing of a file that is only renamed, and names the old one for what it lost", async () => {
      const [kept, lost, come] = [mint.github(), mint.github(), mint.github()];
      repository.write("old name.js", line(kept) + line(lost) + filler);
      repository.commit();
      repository.remove("old name.js");
      repository.write("sub/neu ä.js", line(kept) + filler + line(come));
      repository.git("add", "--all");
      const { found } = await scanned({ staged: true });
      assert.deepEqual(found, [
        ["added", "sub/neu ä.js", 21],
        ["removed", "old name.js", 1],
      ]);
    });

    it("counts one more of the same as added", async () => {
      const value = mint.github();
      repository.write("a.js", line(value));
      repository.commit();
      repository.write("a.js", `${line(value)}g("${value}");\n`);
      repository.git("add", "--all");
      assert.deepEqual((await scanned({ staged: true })).found, [["added", "a.js", 1]]);
    });

    it("leaves binary files, links, submodules and what waits to be merged to where they belong, and says so", async () => {
      const inner = new TestRepository({ "x.js": line(mint.github()) });
      others.push(inner);
      inner.commit();
      repository.write("conflict.js", "one\n");
      repository.commit();
      repository.git("checkout", "--quiet", "-b", "other");
      repository.write("conflict.js", "two\n");
      repository.commit();
      repository.git("checkout", "--quiet", "main");
      repository.write("conflict.js", "three\n");
      repository.commit();
      assert.throws(() => repository.git("merge", "other"));
      repository.write("image.bin", `\0\0${line(mint.github())}`);
      symlinkSync("image.bin", join(repository.path, "link"));
      repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.path, "inner");
      repository.git("add", "image.bin", "link");
      const { status, found, skipped } = await scanned({ staged: true });
      assert.deepEqual([status, found], [0, []]);
      assert.deepEqual(
        skipped.map(({ path, reason }: Record<string, string>) => [path, reason!.split(";")[0]]).sort(),
        [
          ["conflict.js", "waits to be merged"],
          ["image.bin", "binary"],
          ["inner", "a submodule"],
          ["link", "a link"],
        ],
      );
    });

    it("is told in an added work tree, below a folder, and with HEAD on no branch", async () => {
      repository.write("a.js", filler);
      repository.commit();
      const place = new TestFolder();
      others.push(place);
      repository.git("worktree", "add", "--quiet", "--detach", join(place.path, "tree"));
      const tree = join(place.path, "tree");
      place.write("tree/sub/b.js", line(mint.github()));
      place.write("tree/c.js", line(mint.github()));
      git(tree, "add", "--all");
      assert.deepEqual((await scanned({ staged: true }, { folder: tree })).found, [
        ["added", "c.js", 0],
        ["added", "sub/b.js", 0],
      ]);
      assert.deepEqual((await scanned({ staged: true }, { folder: join(tree, "sub") })).found, [["added", "b.js", 0]]);
      assert.deepEqual((await scanned({ staged: true })).found, []);
    });

    it("waits for trust", async () => {
      await assert.rejects(scanned({ staged: true }, { trusted: false }), (error: Error) => {
        assert.ok(error instanceof CommandError);
        return /--staged.*trusted/.test(error.message);
      });
    });
  });

  describe("since a commit", () => {
    it("is what commits, index and work tree have changed since both parted", async () => {
      const [old, inCommit, inIndex, inTree, fresh] = Array.from({ length: 5 }, () => mint.github());
      repository.write("old.js", line(old!) + filler);
      repository.write(".gitignore", "ignored.js\n");
      repository.commit();
      repository.git("checkout", "--quiet", "-b", "feature");
      repository.write("a.js", line(inCommit!));
      repository.commit();
      repository.git("checkout", "--quiet", "main");
      repository.write("main.js", line(mint.github()));
      repository.commit();
      repository.git("checkout", "--quiet", "feature");
      repository.write("b.js", line(inIndex!));
      repository.git("add", "b.js");
      repository.write("old.js", filler + line(inTree!));
      repository.write("new\nline.js", line(fresh!));
      repository.write("ignored.js", line(mint.github()));
      repository.write("intended.js", line(mint.github()));
      repository.git("add", "--intent-to-add", "intended.js");
      const { status, found } = await scanned({ diff: "main" });
      assert.equal(status, 1);
      assert.deepEqual(found.sort(), [
        ["added", "a.js", 0],
        ["added", "b.js", 0],
        ["added", "intended.js", 0],
        ["added", "new\nline.js", 0],
        ["added", "old.js", 20],
        ["removed", "old.js", 0],
      ]);
    });

    it("is a range of commits where one is named", async () => {
      repository.write("a.js", filler);
      repository.commit();
      repository.git("tag", "one");
      repository.write("a.js", filler + line(mint.github()));
      repository.commit();
      repository.git("tag", "two");
      repository.write("a.js", filler);
      repository.commit();
      assert.deepEqual((await scanned({ diff: "one..two" })).found, [["added", "a.js", 20]]);
      assert.deepEqual((await scanned({ diff: "two...one" })).found, []);
      assert.deepEqual((await scanned({ diff: "two..one" })).found, [["removed", "a.js", 20]]);
    });

    const refused: Record<string, [string, RegExp]> = {
      "there is no such commit": ["no-such", /no commit "no-such"/],
      "the name is an option": ["--output=x", /no commit/],
    };
    for (const [why, [diff, message]] of Object.entries(refused))
      it(`fails where ${why}`, async () => {
        repository.commit();
        await assert.rejects(
          scanned({ diff }),
          (error: Error) => error instanceof CommandError && message.test(error.message),
        );
      });

    it("fails outside git, before the first commit, and where a shallow clone does not reach", async () => {
      await assert.rejects(scanned({ diff: "main" }), CommandError);
      const outside = new TestFolder();
      others.push(outside);
      await assert.rejects(scanned({ diff: "main" }, { folder: outside.path }), /not in a git repository/);
      repository.write("a.js", filler);
      repository.commit();
      repository.git("checkout", "--quiet", "-b", "side");
      repository.write("b.js", line(mint.github()));
      repository.commit();
      repository.git("checkout", "--quiet", "main");
      repository.write("c.js", filler);
      repository.commit();
      const clone = join(outside.path, "clone");
      git(outside.path, "clone", "--quiet", "--no-single-branch", "--depth=1", `file://${repository.path}`, clone);
      await assert.rejects(scanned({ diff: "origin/side" }, { folder: clone }), /shallow.*--unshallow/);
      git(clone, "fetch", "--quiet", "--unshallow");
      git(clone, "checkout", "--quiet", "side");
      assert.deepEqual((await scanned({ diff: "origin/main" }, { folder: clone })).found, [["added", "b.js", 0]]);
    });
  });

  describe("on standard input", () => {
    it("is told of git's own patch as of the files, with the same lines, and needs no trust", async () => {
      const [stays, goes, comes] = [mint.github(), mint.github(), mint.github()];
      repository.write("dir with blank/ä.js", filler + line(stays) + filler + line(goes));
      repository.write("moved.js", filler);
      repository.commit();
      repository.git("mv", "moved.js", "away.js");
      repository.write("away.js", filler + line(comes));
      repository.write("dir with blank/ä.js", line(comes) + filler + line(stays) + filler);
      repository.write("image.bin", "\0");
      repository.git("add", "--all");
      const expected = (await scanned({ staged: true })).found;
      assert.equal(expected.length, 3);
      for (const options of [[], ["--no-prefix"], ["--unified=0"], ["-c", "mnemonic"]]) {
        const config = options[0] === "-c" ? ["-c", "diff.mnemonicPrefix=true"] : [];
        const input = repository.git(...config, "diff", "--cached", ...(config.length > 0 ? [] : options));
        const { status, found, skipped } = await scanned({ diff: "-" }, { input, trusted: false });
        assert.deepEqual([status, found], [1, expected], options.join(" "));
        assert.deepEqual(skipped, [{ path: "image.bin", reason: "binary" }]);
      }
    });
  });

  it("is one change, and no text", async () => {
    await assert.rejects(scanned({ staged: true, diff: "main" }), CommandError);
    await assert.rejects(scanned({ staged: true, stdin: true }), CommandError);
  });
});
