/** The bundled command line: exit statuses and streams. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { TestFolder } from "../lsp/workspace.ts";
import { bundle, git, mintedOf, type RunOptions, tokenward } from "../scratch.ts";

const RULE = "token/github-pat";
const token = mintedOf(RULE, 3);

describe("tokenward", () => {
  let folder: TestFolder;
  const run = (args: readonly string[], options?: RunOptions) => tokenward(folder.path, args, options);
  before(() => {
    folder = new TestFolder({ "found/a.txt": `${token.text}\n`, "clean/b.txt": "nothing here\n" });
    symlinkSync("b.txt", join(folder.path, "clean/link"));
  });
  after(() => folder.remove());

  it("exits with 0 where nothing is found, with 1 where something is", () => {
    assert.deepEqual([run(["scan", "clean"]).status, run(["scan"]).status], [0, 1]);
    assert.deepEqual([run(["scan", "clean/b.txt"]).status, run(["scan", "found/a.txt"]).status], [0, 1]);
    assert.equal(run(["inventory"]).status, 0);
    assert.equal(run(["rules", "list"]).status, 0);
    assert.equal(run(["rules", "show", RULE]).status, 0);
  });

  const failures: Record<string, readonly string[]> = {
    "there is no such command": ["scann"],
    "an option is not known": ["scan", "--no-such-option"],
    "an option's value is not known": ["scan", "--format", "docx"],
    "a confidence is not known": ["scan", "--min-confidence", "certain"],
    "a folder is missing": ["scan", "no-such-folder"],
    "a folder is missing beside one that is there": ["scan", "clean", "no-such-folder"],
    "a rule is not known": ["scan", "--only", "token/no-such"],
    "a file to explain is missing": ["scan", "--explain", "no-such-file:1"],
    "a place to explain has no line": ["scan", "--explain", "found/a.txt"],
    "a rule to show is not known": ["rules", "show", "token/no-such"],
    "a key is missing": ["scan", "--format", "json", "--fingerprint-key-file", "no-such-file"],
    "the inventory's folder is missing": ["inventory", "no-such-folder"],
    "the folder to fix is missing": ["fix", "--yes", "no-such-folder"],
    "a program to run is missing": ["run"],
  };
  for (const [why, args] of Object.entries(failures))
    it(`exits with 2 where ${why}, and says so on standard error alone`, () => {
      const { status, stdout, stderr } = run(args);
      assert.equal(status, 2);
      assert.equal(stdout, "");
      assert.notEqual(stderr, "");
      assert.doesNotMatch(stderr, /^ +at /m, "no stack");
    });

  it("names what is missing", () => {
    assert.match(run(["scan", "no-such-folder"]).stderr, /no-such-folder/);
    assert.match(run(["scan", "--only", "token/no-such"]).stderr, /token\/no-such.*rules list/);
    assert.match(run(["scan", "--only", "no-such/*"]).stderr, /no-such\/\*.*rules list/);
  });

  it("helps, and tells its version", () => {
    assert.equal(run(["--help"]).status, 0);
    assert.match(run(["scan", "--help"]).stdout, /--fail-on/);
    assert.match(run(["--version"]).stdout, /^\d+\.\d+\.\d+\n$/);
  });

  it("fails from the severity on that is asked for", () => {
    const config = new TestFolder({ ".tokenward.yml": `rules: { '*': warning }\n`, "a.txt": token.text });
    const status = (level: string) => tokenward(config.path, ["scan", "--fail-on", level]).status;
    assert.deepEqual(["never", "error", "warning", "info"].map(status), [0, 0, 1, 1]);
    assert.equal(tokenward(config.path, ["scan", "--no-config", "--fail-on", "error"]).status, 1);
    config.remove();
  });

  it("scans for the rules that are asked for alone", () => {
    assert.equal(run(["scan", "--only", `${RULE}, token/stripe-secret-key`]).status, 1);
    assert.equal(run(["scan", "--only", "token/stripe-secret-key"]).status, 0);
  });

  it("writes each format", () => {
    assert.match(run(["scan"]).stdout, /found\/a\.txt\n/);
    const json = JSON.parse(run(["scan", "--format", "json"]).stdout);
    assert.deepEqual([json.findings[0].ruleId, json.findings[0].path], [RULE, "found/a.txt"]);
    assert.deepEqual(
      json.skipped.map(({ path }: { path: string }) => path),
      ["clean/link"],
    );
    assert.equal(json.stats.files, 2);
    const line = JSON.parse(run(["scan", "--format", "ndjson"]).stdout);
    assert.deepEqual([line.id, line.range], [json.findings[0].id, json.findings[0].range]);
    assert.equal(JSON.parse(run(["scan", "--format", "sarif"]).stdout).version, "2.1.0");
    assert.match(run(["scan", "--format", "csv"]).stdout, /^rule,.*\r\ntoken\/github-pat,.*\r\n$/);
    assert.match(run(["scan", "--format", "html"]).stdout, /^<!DOCTYPE html>[\s\S]*<\/html>\n$/);
    assert.match(run(["scan", "--format", "github"]).stdout, /^::error file=found\/a\.txt,/);
    assert.match(run(["scan", "--format", "junit"]).stdout, /<failure type="token\/github-pat"/);
    const { stdout } = run(["scan", "--format", "gitlab"], { env: { CI_COMMIT_SHA: "abc123" } });
    assert.equal(JSON.parse(stdout).vulnerabilities[0].location.commit.sha, "abc123");
    assert.equal(JSON.parse(run(["inventory", "--format", "json"]).stdout).tokens.length, 1);
    assert.ok(JSON.parse(run(["rules", "list", "--json"]).stdout).length > 60);
    assert.equal(JSON.parse(run(["rules", "show", RULE, "--json"]).stdout).id, RULE);
  });

  it("explains a line", () => {
    const { status, stdout, stderr } = run(["scan", "--explain", "found/a.txt:1"]);
    assert.deepEqual([status, stderr], [0, ""]);
    assert.match(stdout, /^found\/a\.txt:1\n[\s\S]*A finding, high confidence/);
    assert.ok(!stdout.includes(token.value));
  });

  it("writes into a file where asked, and nothing else", () => {
    const { status, stdout, stderr } = run(["scan", "--format", "json", "--output", "out/report.json"]);
    assert.deepEqual([status, stdout, stderr], [1, "", ""]);
    assert.equal(JSON.parse(folder.read("out/report.json")).version, 1);
    folder.remove("out");
  });

  it("reads standard input where asked, under the name that is given", () => {
    const options = { input: token.text };
    const found = run(["scan", "--stdin", "--stdin-filename", "src/x.ts", "--format", "json"], options);
    assert.equal(found.status, 1);
    assert.equal(JSON.parse(found.stdout).findings[0].path, "src/x.ts");
    assert.equal(run(["scan", "--stdin"], { input: "nothing" }).status, 0);
    assert.match(run(["scan", "--stdin"], options).stdout, /^stdin$/m);
  });

  it("gives equal values equal fingerprints from run to run where a key says so", () => {
    folder.write("key", "0123456789abcdef");
    folder.write("short", "0123");
    const prints = () => {
      const { stdout } = run(["scan", "found", "--format", "json", "--fingerprint-key-file", "key"]);
      return JSON.parse(stdout).findings.map((finding: Record<string, string>) => [
        finding.fingerprint,
        finding.fingerprintScope,
      ]);
    };
    assert.deepEqual(prints(), prints());
    assert.equal(prints()[0][1], "file");
    assert.equal(run(["scan", "--format", "json", "--fingerprint-key-file", "short"]).status, 2);
    folder.remove("key");
    folder.remove("short");
  });

  it("tells of a repository what git knows, and less where it is not trusted", () => {
    const repository = new TestFolder({ "a.txt": token.text });
    git(repository.path, "init", "-q");
    git(repository.path, "add", ".");
    git(repository.path, "commit", "-qm", "first");
    const scope = (...more: string[]) =>
      JSON.parse(tokenward(repository.path, ["scan", "--format", "json", ...more]).stdout).findings[0].fingerprintScope;
    assert.deepEqual([scope(), scope("--untrusted")], ["repository", "run"]);
    assert.equal(
      JSON.parse(tokenward(repository.path, ["inventory", "--format", "json"]).stdout).tokens[0].tracked,
      true,
    );
    repository.write(".gitignore", "b.txt\n");
    repository.write("b.txt", token.text);
    const files = (...more: string[]) =>
      JSON.parse(tokenward(repository.path, ["scan", "--format", "json", ...more]).stdout).findings.length;
    assert.deepEqual([files(), files("--no-ignore")], [1, 2]);
    repository.remove();
  });

  it("prints neither colours nor progress into a pipe", () => {
    const { stdout, stderr } = run(["scan"]);
    assert.doesNotMatch(stdout, /\x1b/);
    assert.equal(stderr, "");
  });

  it("minds NO_COLOR at a terminal", function () {
    const coloured = atTerminal(folder.path, {});
    if (coloured === undefined) return this.skip();
    assert.match(coloured, /\x1b\[31m/);
    assert.doesNotMatch(atTerminal(folder.path, { NO_COLOR: "1" })!, /\x1b\[\d+m/);
  });

  it("takes no harm where its reader has seen enough", function () {
    if (process.platform === "win32") this.skip();
    const command = `'${process.execPath}' '${bundle()}' rules list --json | head -1; echo "$PIPESTATUS"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", command], { encoding: "utf8" });
    assert.deepEqual([stdout, stderr], ["[\n0\n", ""]);
  });
});

/** What a scan writes to a terminal; undefined where none can be had. */
function atTerminal(folder: string, env: Readonly<Record<string, string>>): string | undefined {
  const script = "import os, pty, sys\n" + "sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";
  const clean = { ...process.env, NO_COLOR: "", ...env };
  const args = ["-c", script, process.execPath, bundle(), "scan", "--no-progress"];
  const { stdout, error } = spawnSync("python3", args, { cwd: folder, encoding: "utf8", env: clean, input: "" });
  return error ? undefined : stdout;
}
