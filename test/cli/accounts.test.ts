/** tokenward init, ledger and audit, as their user runs them. */
import assert from "node:assert/strict";
import { parse } from "dotenv";
import { TestFolder } from "../lsp/workspace.ts";
import { git, mintedOf, tokenward } from "../scratch.ts";

const minted = mintedOf("token/github-pat", 3);

describe("tokenward ledger and audit", () => {
  let folder: TestFolder;
  const run = (...args: string[]) => tokenward(folder.path, args);
  beforeEach(() => {
    folder = new TestFolder({ "src/a.ts": minted.text });
    git(folder.path, "init", "-q");
    git(folder.path, "config", "user.name", "Ada");
    git(folder.path, "config", "user.email", "ada@example.org");
    git(folder.path, "add", ".");
    git(folder.path, "commit", "-qm", "one");
  });
  afterEach(() => folder.remove());

  const fingerprint = (): string => JSON.parse(run("inventory", "--format", "json").stdout).tokens[0].fingerprint;

  it("keep a token's state by the beginning of its fingerprint, from any folder of the repository", () => {
    assert.equal(run("init").status, 0);
    const whole = fingerprint();
    const said = tokenward(`${folder.path}/src`, ["ledger", "revoke", whole.slice(0, 8), "--reason", "seen in a chat"]);
    assert.equal(said.status, 0, said.stderr);
    assert.match(said.stdout, /revoked by Ada <ada@example\.org> on \d{4}-\d\d-\d\d/);
    assert.match(said.stdout, /still in src\/a\.ts/);
    const [entry] = JSON.parse(run("ledger", "list", "--json").stdout).entries;
    assert.deepEqual([entry.fingerprint, entry.state, entry.places], [whole, "revoked", ["src/a.ts"]]);
    const files = [said.stdout, folder.read(".tokenward/ledger.jsonl"), folder.read(".tokenward/audit.jsonl")];
    assert.ok(files.every((text) => !text.includes(minted.value)));
  });

  it("settle what a scan reports: revoked is an error, accepted is left out, and told", () => {
    const whole = fingerprint();
    const scan = () =>
      JSON.parse(run("scan", "--format", "json").stdout).findings as { ruleId: string; path: string }[];
    assert.deepEqual(
      scan().map(({ ruleId }) => ruleId),
      ["token/github-pat"],
    );
    run("ledger", "revoke", whole, "--reason", "leaked");
    assert.deepEqual(
      scan().map(({ ruleId }) => ruleId),
      ["token/github-pat", "lifecycle/revoked-token"],
    );
    assert.match(run("scan").stdout, /revoked by Ada <ada@example\.org> on .* \(leaked\), is here again/);
    run("ledger", "accept", whole, "--reason", "a fixture", "--until", "2099-01-01");
    const accepted = run("scan");
    assert.deepEqual([accepted.status, accepted.stderr.includes("1 finding left out")], [0, true]);
    assert.equal(JSON.parse(run("inventory", "--format", "json").stdout).tokens[0].state, "accepted");
    folder.write("src/a.ts", "");
    assert.deepEqual(
      scan().map(({ ruleId, path }) => [ruleId, path]),
      [["lifecycle/acceptance-unmatched", ".tokenward/ledger.jsonl"]],
    );
    assert.deepEqual(JSON.parse(run("scan", "src", "--format", "json").stdout).findings, []);
  });

  it("walk a rotation through its places", () => {
    const whole = fingerprint();
    assert.match(run("ledger", "rotate", whole, "--until", "2099-01-31").stdout, /must be gone by 2099-01-31/);
    assert.equal(run("ledger", "done", whole, "src/b.ts").status, 2);
    assert.equal(run("ledger", "done", whole, "src/a.ts").stdout, "1 of 1 places done.\n");
    assert.equal(run("ledger", "remove", whole).status, 0);
    assert.deepEqual(JSON.parse(run("ledger", "list", "--json").stdout).entries, []);
    assert.equal(run("audit", "verify").status, 0);
    const actions = JSON.parse(run("audit", "list", "--json").stdout).entries.map(
      ({ action }: { readonly action: string }) => action,
    );
    assert.deepEqual(actions, ["rotated", "done", "removed"]);
  });

  it("rotate a token in its store: the old value stays for a while, and goes with its revocation", () => {
    const fresh = mintedOf("token/github-pat", 4).value;
    folder.write(".env", `GITHUB_TOKEN=${minted.value}\n`);
    folder.write(".gitignore", ".env\n");
    folder.write("src/b.js", "const b = process.env.GITHUB_TOKEN;\n");
    const args = ["ledger", "rotate", "--name", "GITHUB_TOKEN", "--until", "2099-01-31"];
    const said = tokenward(folder.path, args, { input: `${fresh}\n` });
    assert.equal(said.status, 0, said.stderr);
    assert.match(said.stdout, /The old one stays there as GITHUB_TOKEN_UNTIL_2099_01_31/);
    assert.match(said.stdout, /2 places to look at:\n {2}\[ \] src\/a\.ts\n {2}\[ \] src\/b\.js\n/);
    const env = () => parse(folder.read(".env"));
    assert.deepEqual(env(), { GITHUB_TOKEN: fresh, GITHUB_TOKEN_UNTIL_2099_01_31: minted.value });
    const whole = fingerprint();
    const [entry] = JSON.parse(run("ledger", "list", "--json").stdout).entries;
    assert.deepEqual(
      [entry.fingerprint, entry.state, entry.keptAs],
      [whole, "rotated", "GITHUB_TOKEN_UNTIL_2099_01_31"],
    );
    const revoked = run("ledger", "revoke", whole, "--forget", "--link", "https://example.org/1");
    assert.match(revoked.stdout, /GITHUB_TOKEN_UNTIL_2099_01_31\) is out of \.env/);
    assert.deepEqual(env(), { GITHUB_TOKEN: fresh });
    const only = run("scan", "--only", "lifecycle/revoked-token", "--format", "json");
    assert.deepEqual(
      JSON.parse(only.stdout).findings.map(({ ruleId }: { readonly ruleId: string }) => ruleId),
      ["lifecycle/revoked-token"],
    );
    assert.equal(run("audit", "verify").status, 0);
    for (const text of [said.stdout, said.stderr, revoked.stdout, folder.read(".tokenward/audit.jsonl")])
      assert.ok(!text.includes(fresh) && !text.includes(minted.value));
    assert.equal(run("ledger", "rotate").status, 2);
    assert.match(tokenward(folder.path, ["ledger", "rotate", "--name", "X_KEY"]).stderr, /no new value/);
  });

  it("refuse what could not be explained later, and say what to do", () => {
    const whole = fingerprint();
    for (const [args, message] of [
      [["accept", whole], /say why it is accepted/],
      [["accept", whole, "--reason", "x", "--until", "2026-02-30"], /--until is a day, written as/],
      [["revoke", whole.slice(0, 2)], /at least 4 characters/],
      [["revoke", "ffffffff"], /no token here has the fingerprint/],
    ] as const) {
      const { status, stderr } = run("ledger", ...args);
      assert.equal(status, 2);
      assert.match(stderr, message);
    }
    assert.equal(run("audit", "verify").status, 2);
  });

  it("exit with 1 where the log was tampered with, and say where", () => {
    run("ledger", "revoke", fingerprint(), "--reason", "leaked");
    folder.write(".tokenward/audit.jsonl", folder.read(".tokenward/audit.jsonl").replace("leaked", "rotten"));
    const { status, stdout } = run("audit", "verify");
    assert.equal(status, 1);
    assert.match(stdout, /\.tokenward\/audit\.jsonl:1: this entry was edited/);
  });

  it("need a salt outside git, and make it", () => {
    folder.remove(".git");
    assert.equal(run("ledger", "revoke", fingerprint().slice(0, 8)).status, 2);
    folder.remove(".tokenward");
    assert.equal(run("init").status, 0);
    assert.equal(run("ledger", "revoke", fingerprint().slice(0, 8)).status, 0);
  });
});
