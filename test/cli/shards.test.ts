/** `scan --shard` and `merge`: however many shards, and however often they run, the result is that of one scan. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { TestFolder } from "../lsp/workspace.ts";
import { bundle, git, mintedOf, tokenward } from "../scratch.ts";

const rules = ["token/github-pat", "token/stripe-secret-key", "token/generic-password"];

describe("tokenward scan --shard", () => {
  let folder: TestFolder;
  let whole: Record<string, unknown>;
  const run = (...args: string[]) => tokenward(folder.path, args);
  const shard = (index: number, count: number, format = "json") =>
    run(
      "scan",
      "--shard",
      `${index}/${count}`,
      "--format",
      format,
      "--fail-on",
      "never",
      "--output",
      `out/${index}-${count}.${format}`,
    );
  const merged = (count: number, format = "json") =>
    run("merge", "--format", "json", ...Array.from({ length: count }, (_, at) => `out/${at + 1}-${count}.${format}`));
  /** Times differ from run to run. */
  const timeless = (text: string): Record<string, unknown> => {
    const { stats, shard: _, ...rest } = JSON.parse(text);
    return { ...rest, stats: { ...stats, milliseconds: 0 } };
  };

  before(() => {
    const files: Record<string, string> = { ".gitignore": "out/\n", "bin/x.bin": "\u0000\u0001" };
    for (let at = 0; at < 60; at++)
      files[`d${at % 7}/f${at}.txt`] = `${mintedOf(rules[at % 3]!, at + 1).text}\n${"# filler\n".repeat(at * at)}`;
    folder = new TestFolder(files);
    git(folder.path, "init", "-q");
    git(folder.path, "add", ".");
    git(folder.path, "commit", "-qm", "first");
    whole = timeless(run("scan", "--format", "json").stdout);
  });
  after(() => folder.remove());

  for (const count of [1, 2, 16])
    it(`comes to the same in ${count} shards`, () => {
      for (let index = 1; index <= count; index++) assert.equal(shard(index, count).status, 0);
      const { status, stdout } = merged(count);
      assert.equal(status, 1);
      assert.deepEqual(timeless(stdout), whole);
    });

  it("comes to the same findings in ndjson", () => {
    for (const index of [1, 2, 3]) shard(index, 3, "ndjson");
    assert.deepEqual(JSON.parse(merged(3, "ndjson").stdout).findings, whole.findings);
  });

  it("comes to the same where a shard was killed and runs again", async () => {
    shard(1, 2);
    const args = [bundle(), "scan", "--shard", "2/2", "--format", "json", "--output", "out/killed.json"];
    const child = spawn(process.execPath, args, { cwd: folder.path, stdio: "ignore" });
    setTimeout(() => child.kill("SIGKILL"), 60);
    await once(child, "exit");
    assert.equal(existsSync(join(folder.path, "out/killed.json")), false, "what is not whole is not there");
    const missing = run("merge", "out/1-2.json");
    assert.deepEqual([missing.status, missing.stdout], [2, ""]);
    assert.match(missing.stderr, /of 2 shards these are missing: 2\n$/);
    shard(2, 2);
    assert.deepEqual(timeless(merged(2).stdout), whole);
    assert.deepEqual(
      timeless(run("merge", "--format", "json", "out/1-2.json", "out/2-2.json", "out/2-2.json").stdout),
      whole,
    );
  });

  it("writes every format of the merged report", () => {
    for (const index of [1, 2]) shard(index, 2);
    const shown = (format: string) => run("merge", "--format", format, "out/1-2.json", "out/2-2.json").stdout;
    assert.match(shown("text"), /60 files/);
    assert.equal(JSON.parse(shown("sarif")).runs[0].results.length, (whole.findings as unknown[]).length);
    assert.match(shown("html"), /<\/html>\n$/);
    assert.equal(shown("ndjson").trimEnd().split("\n").length, (whole.findings as unknown[]).length);
  });

  it("applies the baseline to the whole", () => {
    assert.equal(run("baseline", "write").status, 0);
    for (const index of [1, 2])
      run(
        "scan",
        "--shard",
        `${index}/2`,
        "--format",
        "json",
        "--baseline",
        ".tokenward/baseline.jsonl",
        "--output",
        `out/b${index}.json`,
      );
    const merge = ["merge", "--format", "json", "out/b1.json", "out/b2.json"];
    const { status, stdout } = run(...merge, "--baseline", ".tokenward/baseline.jsonl");
    const { findings, baseline } = JSON.parse(stdout);
    assert.deepEqual(
      [status, findings, baseline],
      [0, [], { known: (whole.findings as unknown[]).length, unmatched: [] }],
    );
    folder.remove(".tokenward");
  });

  it("is refused where fingerprints would not agree", () => {
    const plain = new TestFolder({ "a.txt": "x" });
    const { status, stderr } = tokenward(plain.path, ["scan", "--shard", "1/2", "--format", "json"]);
    plain.remove();
    assert.equal(status, 2);
    assert.match(stderr, /fingerprints would not agree/);
  });

  for (const wrong of ["0/2", "3/2", "1", "a/b", "1/0", "-1/2", "1/2/3"])
    it(`does not take ${wrong} for a shard`, () => assert.equal(run("scan", "--shard", wrong).status, 2));
});
