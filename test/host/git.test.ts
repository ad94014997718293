/** Running git: what a repository configures is not run. */
import assert from "node:assert/strict";
import { chmodSync, existsSync } from "node:fs";
import { join } from "node:path";
import { nodeGitProgram } from "../../server/src/host/git.ts";
import { isGitFailure } from "../../server/src/host/host.ts";
import { TestRepository } from "../repository.ts";

async function textOf(output: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of output) parts.push(part);
  return Buffer.concat(parts).toString();
}

describe("nodeGitProgram", () => {
  const program = nodeGitProgram(() => true);
  let repository: TestRepository;
  before(() => {
    repository = new TestRepository({ "a.txt": "hello\n" });
    repository.commit();
  });
  after(() => repository.remove());

  it("gives what git writes, and takes what it reads", async () => {
    async function* input() {
      yield "HEAD:a.txt\n";
    }
    const said = await textOf(program.run(repository.path, ["cat-file", "--batch"], input()));
    assert.match(said, /^[0-9a-f]{40} blob 6\nhello\n\n$/);
  });

  it("fails with git's own words, or where it is not trusted", async () => {
    await assert.rejects(textOf(program.run(repository.path, ["rev-list", "no-such"])), (error) => {
      assert.ok(isGitFailure(error));
      return /no-such/.test((error as Error).message);
    });
    const untrusted = nodeGitProgram(() => false);
    assert.equal(untrusted.mayRun(), false);
    assert.throws(() => untrusted.run(repository.path, ["status"]), isGitFailure);
  });

  it("ends git when nobody listens any more", async () => {
    for await (const _ of program.run(repository.path, ["cat-file", "--batch-all-objects", "--batch"])) break;
  });

  it("runs no file system monitor, hook, filter, driver, pager or signature check of the repository's", async () => {
    const sign = join(repository.path, "ran");
    repository.write("evil.sh", `#!/bin/sh\ntouch ${sign}\ncat\n`);
    const evil = join(repository.path, "evil.sh");
    chmodSync(evil, 0o755);
    const configured = {
      "core.fsmonitor": evil,
      "core.hooksPath": repository.path,
      "core.pager": evil,
      "diff.external": evil,
      "diff.evil.textconv": evil,
      "diff.evil.command": evil,
      "filter.evil.clean": evil,
      "filter.evil.smudge": evil,
      "filter.evil.process": evil,
      "gpg.program": evil,
      "log.showSignature": "true",
      "core.sshCommand": evil,
      "core.alternateRefsCommand": evil,
    };
    for (const [name, value] of Object.entries(configured)) repository.git("config", name, value);
    repository.write(".gitattributes", "* filter=evil diff=evil\n");
    repository.write("a.txt", "changed\n");
    const runs = [
      ["log", "--raw", "--all", "-z", "--format=%H"],
      ["diff-files", "-r", "-z", "--no-textconv", "--no-ext-diff"],
      ["diff-index", "--cached", "-r", "-z", "--find-renames", "--no-textconv", "--no-ext-diff", "HEAD"],
      ["ls-files", "-z", "--others", "--exclude-standard"],
      ["cat-file", "--batch-all-objects", "--batch"],
    ];
    for (const args of runs) {
      await textOf(program.run(repository.path, args));
      assert.equal(existsSync(sign), false, args.join(" "));
    }
  });
});
