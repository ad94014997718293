/** `tokenward baseline`, and scans under one, in real repositories. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { TestFolder } from "../lsp/workspace.ts";
import { git, mintedOf, type RunOptions, tokenward } from "../scratch.ts";

const strong = mintedOf("token/github-pat", 3);
const other = mintedOf("token/github-pat", 11);
const weak = mintedOf("token/generic-password", 5);
const BASELINE = ".tokenward/baseline.jsonl";

describe("tokenward baseline", () => {
  let folder: TestFolder;
  const run = (args: readonly string[], options?: RunOptions) => tokenward(folder.path, args, options);
  const scanned = (...more: string[]) => {
    const { status, stdout, stderr } = run(["scan", "--format", "json", ...more]);
    return { status, stderr, ...JSON.parse(stdout || "{}") };
  };
  beforeEach(() => {
    folder = new TestFolder({
      "src/a.txt": `${strong.text}\n`,
      "src/b.py": `${weak.text}\n`,
      "src/c.ts": "const agent = new https.Agent({ rejectUnauthorized: false });\n",
      ".tokenward.yml": `baseline: ${BASELINE}\n`,
    });
    git(folder.path, "init", "-q");
    git(folder.path, "add", ".");
    git(folder.path, "commit", "-qm", "first");
  });
  afterEach(() => folder.remove());

  it("makes that only what is new fails", () => {
    const before = scanned("--no-baseline").findings.length;
    assert.equal(run(["baseline", "write"]).status, 0);
    const known = scanned();
    assert.deepEqual([known.status, known.findings, known.baseline.unmatched], [0, [], []]);
    assert.equal(known.baseline.known, before);
    folder.write("src/a.txt", `\n\n\nmoved down ${strong.text}\n${other.text}\n`);
    const changed = scanned();
    assert.equal(changed.status, 1);
    assert.deepEqual(
      changed.findings.map((finding: { path: string; range: { start: { line: number } } }) => [
        finding.path,
        finding.range.start.line,
      ]),
      [["src/a.txt", 4]],
    );
    assert.match(run(["scan"]).stdout, /The baseline has \d more findings\./);
    assert.equal(scanned("--no-baseline").findings.length, before + 1);
  });

  it("holds no value, and nothing that is found", () => {
    run(["baseline", "write"]);
    for (const { value } of [strong, weak]) assert.ok(!folder.read(BASELINE).includes(value));
    assert.doesNotMatch(folder.read(BASELINE), /"(line|character)"/);
    assert.deepEqual(scanned("--no-baseline", ".tokenward").findings, []);
  });

  it("is the same file from whatever folder it is written, and holds in each", () => {
    folder.remove("src/c.ts");
    run(["baseline", "write"]);
    const first = folder.read(BASELINE);
    assert.equal(
      tokenward(`${folder.path}/src`, ["baseline", "write", "..", "--baseline", `../${BASELINE}`]).status,
      0,
    );
    assert.equal(folder.read(BASELINE), first);
    const inside = tokenward(`${folder.path}/src`, ["scan", "--baseline", `../${BASELINE}`]);
    assert.deepEqual([inside.status, inside.stderr], [0, ""]);
  });

  it("follows files that move, tells what is gone, and prunes it", () => {
    run(["baseline", "write"]);
    git(folder.path, "mv", "src/a.txt", "src/z.txt");
    folder.remove("src/b.py");
    const { status, stderr, baseline } = scanned();
    assert.equal(status, 0);
    assert.deepEqual(baseline.unmatched, [{ path: "src/b.py", ruleId: "token/generic-password" }]);
    assert.match(stderr, /baseline prune/);
    assert.match(run(["baseline", "prune"]).stdout, /^1 entry taken out/);
    assert.match(folder.read(BASELINE), /src\/z\.txt/);
    assert.doesNotMatch(folder.read(BASELINE), /src\/(a\.txt|b\.py)/);
    assert.deepEqual(scanned().baseline.unmatched, []);
  });

  it("says nothing of what was not looked at", () => {
    run(["baseline", "write"]);
    folder.remove("src/b.py");
    assert.deepEqual(scanned("src/a.txt").baseline.unmatched, []);
    assert.deepEqual(scanned("--only", "token/github-pat").baseline.unmatched, []);
    assert.deepEqual(scanned("--min-confidence", "high").baseline.unmatched, []);
  });

  it("does not know a value that was copied to another file", () => {
    run(["baseline", "write"]);
    folder.write("src/copy.txt", strong.text);
    assert.deepEqual(
      scanned().findings.map(({ path }: { path: string }) => path),
      ["src/copy.txt"],
    );
  });

  it("marks in sarif what is known", () => {
    run(["baseline", "write"]);
    folder.write("src/d.txt", other.text);
    const { status, stdout } = run(["scan", "--format", "sarif"]);
    assert.equal(status, 1);
    const [{ results }] = JSON.parse(stdout).runs;
    const states = new Set(
      results.map(
        (result: { baselineState: string; suppressions?: unknown }) =>
          `${result.baselineState} ${result.suppressions !== undefined}`,
      ),
    );
    assert.deepEqual([...states].sort(), ["new false", "unchanged true"]);
  });

  it("merges branches line by line", () => {
    run(["baseline", "write"]);
    git(folder.path, "add", ".");
    git(folder.path, "commit", "-qm", "baseline");
    git(folder.path, "checkout", "-qb", "one");
    folder.write("aa/x.txt", other.text);
    run(["baseline", "write"]);
    git(folder.path, "add", ".");
    git(folder.path, "commit", "-qm", "one");
    git(folder.path, "checkout", "-q", "-");
    folder.write("zz/y.txt", mintedOf("token/github-pat", 17).text);
    run(["baseline", "write"]);
    git(folder.path, "add", ".");
    git(folder.path, "commit", "-qm", "two");
    git(folder.path, "merge", "-q", "--no-edit", "one");
    const { status, findings, baseline } = scanned();
    assert.deepEqual([status, findings, baseline.unmatched], [0, [], []]);
  });

  it("is of no use with another key, and says what to do", () => {
    run(["baseline", "write"]);
    const clone = new TestFolder();
    folder.write("second", "");
    git(folder.path, "add", ".");
    git(folder.path, "commit", "-qm", "second");
    execFileSync("git", ["clone", "-q", "--depth", "1", `file://${folder.path}`, "shallow"], { cwd: clone.path });
    const { status, stderr } = tokenward(`${clone.path}/shallow`, ["scan"]);
    clone.remove();
    assert.equal(status, 2);
    assert.match(stderr, /another fingerprint key.*fetch-depth: 0.*tokenward init/);
  });

  it("makes a salt where nothing else lasts", () => {
    const plain = new TestFolder({ "a.txt": strong.text });
    const written = tokenward(plain.path, ["baseline", "write"]);
    assert.match(written.stdout, /Made \.tokenward\/salt/);
    const { status } = tokenward(plain.path, ["scan", "--baseline", BASELINE]);
    plain.remove();
    assert.equal(status, 0);
  });

  it("tells what is wrong with the file, and where", () => {
    folder.write(BASELINE, "nonsense\n");
    const { status, stderr, stdout } = run(["scan"]);
    assert.deepEqual([status, stdout], [2, ""]);
    assert.match(stderr, /baseline\.jsonl: line 1: this is no JSON/);
    folder.remove(BASELINE);
    assert.match(run(["scan"]).stderr, /no such file; `tokenward baseline write`/);
  });
});
