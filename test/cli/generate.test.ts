/** tokenward generate, as its user runs it. */
import assert from "node:assert/strict";
import { parse } from "dotenv";
import { TestFolder } from "../lsp/workspace.ts";
import { git, tokenward } from "../scratch.ts";

describe("tokenward generate", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder({ "a.txt": "a" });
    git(folder.path, "init", "-q");
    git(folder.path, "add", ".");
    git(folder.path, "commit", "-qm", "one");
  });
  afterEach(() => folder.remove());
  const run = (...args: string[]) => tokenward(folder.path, ["generate", ...args]);
  const value = (name: string): string => parse(folder.read(".env"))[name]!;

  it("puts a strong value into .env, out of git, and shows its name and strength only", () => {
    const { status, stdout, stderr } = run("--name", "SESSION_KEY", "--prefix", "app_");
    assert.equal(status, 0, stderr);
    assert.match(value("SESSION_KEY"), /^app_[\w-]{43}$/);
    assert.match(
      stdout,
      /^SESSION_KEY is in \.env: 32 random bytes, 256 bits, as 43 characters of base64url behind app_\./,
    );
    assert.equal(git(folder.path, "check-ignore", ".env").trim(), ".env");
    const audit = folder.read(".tokenward/audit.jsonl");
    assert.match(audit, /"action":"generated".*"name":"SESSION_KEY","provider":"dotenv"/);
    for (const text of [stdout, stderr, audit, folder.read(".tokenward/ledger.jsonl")])
      assert.ok(!text.includes(value("SESSION_KEY").slice(4)));
  });

  it("leaves a value that is there alone, unless it is told otherwise", () => {
    run("--name", "A");
    const first = value("A");
    assert.equal(run("--name", "A").status, 2);
    assert.equal(value("A"), first);
    assert.equal(run("--name", "A", "--force").status, 0);
    assert.notEqual(value("A"), first);
  });

  it("puts it into another provider, from where the program gets it", () => {
    const { status, stdout, stderr } = run("--name", "API_TOKEN", "--provider", "dotenvx");
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^API_TOKEN is in dotenvx: 32 random bytes/);
    assert.match(folder.read(".env"), /^API_TOKEN=encrypted:/m);
    assert.match(folder.read(".tokenward/stores.json"), /"API_TOKEN": "dotenvx"/);
    const program = "process.stdout.write(String(process.env.API_TOKEN.length))";
    assert.equal(tokenward(folder.path, ["run", "--", process.execPath, "-e", program]).stdout, "43");
    assert.match(run("--name", "API_TOKEN", "--provider", "dotenvx").stderr, /has a value in dotenvx already/);
  });

  it("ends it in a checksum, and prints it where that is asked for", () => {
    const { stdout } = run("--name", "ACME_KEY", "--prefix", "acme_", "--checksum", "crc32-base62", "--show");
    assert.match(value("ACME_KEY"), /^acme_[0-9A-Za-z]{49}$/);
    assert.match(stdout, /256 bits, as 43 characters of base62 and a checksum of 6\./);
    assert.ok(stdout.includes(`\n${value("ACME_KEY")}\n`));
    assert.match(folder.read(".tokenward/audit.jsonl"), /"action":"revealed"/);
  });

  it("refuses what is weak, no name, or no store", () => {
    for (const args of [
      ["--name", "A", "--bytes", "8"],
      ["--name", "1A"],
      ["--name", "A", "--provider", "x"],
      ["--name", "A", "--prefix", "a b"],
      ["--name", "A", "--prefix", "A-", "--checksum", "crc32-base62"],
    ])
      assert.equal(run(...args).status, 2, args.join(" "));
    folder.write(".env", "A=1\n");
    git(folder.path, "add", "-f", ".env");
    assert.match(run("--name", "B").stderr, /git has \.env/);
  });
});
