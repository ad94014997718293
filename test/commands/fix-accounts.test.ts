/** What `tokenward fix` tells the accounts of a team that keeps some. */
import assert from "node:assert/strict";
import { builtinReferences } from "../../server/src/builtin-references.ts";
import { type FixOptions, fixCommand } from "../../server/src/commands/fix.ts";
import { createNodeHost } from "../../server/src/host/node.ts";
import { readAudit } from "../../server/src/lifecycle/audit.ts";
import { type LedgerEntry, readLedger } from "../../server/src/lifecycle/ledger.ts";
import { builtinCatalogue } from "../builtin.ts";
import { accept, accountsIn, hashOf, write } from "../lifecycle/accounts.ts";
import { TestFolder } from "../lsp/workspace.ts";
import { git, mintedOf } from "../scratch.ts";
import { terminal } from "./terminal.ts";

const { value } = mintedOf("token/github-pat", 3);
const options: FixOptions = {
  config: true,
  ignore: true,
  minConfidence: "medium",
  progress: false,
  dryRun: false,
  yes: true,
  unsafe: true,
};

describe("tokenward fix, where accounts are kept", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder({ "package.json": "{}\n", "src/a.js": text, "src/b.js": text });
    git(folder.path, "init", "-q");
  });
  afterEach(() => folder.remove());

  const text = `f("${value}");\n`;
  const fix = (below = ""): Promise<number> => {
    const workingDirectory = `${folder.path}${below}`;
    const place = { ...terminal({}), host: createNodeHost(() => true), workingDirectory };
    return fixCommand([], options, builtinCatalogue, builtinReferences(), place);
  };
  const entries = (): LedgerEntry[] => [...readLedger(accountsIn(folder.path).ledger, hashOf).entries.values()];
  const told = (): unknown[] =>
    readAudit(accountsIn(folder.path).audit, hashOf).map(({ entry }) => [entry?.action, entry?.name, entry?.provider]);

  it("tells ledger and log where each token rests, once, with its places", async () => {
    await write(folder.path, accept("other"));
    assert.equal(await fix(), 0);
    const entry = entries().find(({ state }) => state === "moved")!;
    const { name, provider, places, ruleId } = entry;
    assert.deepEqual(
      [name, provider, places, ruleId],
      ["GITHUB_TOKEN", "dotenv", ["src/a.js", "src/b.js"], "token/github-pat"],
    );
    assert.deepEqual(told().slice(1), [["moved", "GITHUB_TOKEN", "dotenv"]]);
    assert.ok(!`${accountsIn(folder.path).ledger}${accountsIn(folder.path).audit}`.includes(value));
  });

  it("names places from the root, wherever it is run", async () => {
    await write(folder.path, accept("other"));
    await fix("/src");
    assert.deepEqual(entries().find(({ state }) => state === "moved")?.places, ["src/a.js", "src/b.js"]);
  });

  it("leaves what the team has decided of a token, and tells the log", async () => {
    await write(folder.path, accept("other"));
    await fix();
    const { fingerprint } = entries().find(({ state }) => state === "moved")!;
    await write(folder.path, { action: "revoked", state: { fingerprint, state: "revoked" } });
    folder.write("src/a.js", text);
    await fix();
    assert.equal(entries().find((entry) => entry.fingerprint === fingerprint)?.state, "revoked");
    assert.deepEqual(told().at(-1), ["moved", "GITHUB_TOKEN", "dotenv"]);
  });

  it("makes no accounts where there are none", async () => {
    await fix();
    assert.throws(() => folder.read(".tokenward/ledger.jsonl"));
    assert.throws(() => folder.read(".tokenward/audit.jsonl"));
  });

  it("sends values where the team's config says, also one above the working directory", async () => {
    folder.write(".tokenward.yml", "policy: { provider: dotenvx }\n");
    assert.equal(await fix("/src"), 0);
    assert.match(folder.read("src/.env"), /^GITHUB_TOKEN="?encrypted:/m);
  });
});
