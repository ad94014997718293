/** What somebody decides of a token reaches ledger, diagnostics and inventory. */
import assert from "node:assert/strict";
import { DidChangeWatchedFilesNotification, FileChangeType } from "vscode-languageserver/node";
import { type SetStateParams, type SetStateResult, scanWorkspace, setState } from "../../server/src/protocol.ts";
import { git } from "../scratch.ts";
import { eventually, TestClient } from "./client.ts";
import { Mint } from "./tokens.ts";
import { TestFolder } from "./workspace.ts";

describe("the lives of tokens", () => {
  let client: TestClient;
  let folder: TestFolder;
  let mint: Mint;
  beforeEach(() => {
    client = TestClient.inProcess();
    folder = new TestFolder({ "readme.txt": "x" });
    mint = new Mint(43);
    git(folder.path, "init", "-q");
    git(folder.path, "add", ".");
    git(folder.path, "commit", "-qm", "one");
  });
  afterEach(async () => {
    await client.stop(mint.values);
    folder.remove();
  });

  const start = (trusted = true) =>
    client.initialize({ folders: [{ uri: folder.uri, name: "demo" }], options: { trusted } });
  const decide = (params: Partial<SetStateParams>, fingerprint: string): Promise<SetStateResult> =>
    client.connection.sendRequest(setState, {
      fingerprint,
      state: "revoked",
      ruleId: "token/github-pat",
      uri: folder.uriOf("a.js"),
      ...params,
    } satisfies SetStateParams);
  const codes = async () => (await client.pull(folder.uriOf("a.js"))).items.map(({ code }) => code);

  it("make a revoked one an error at its place, and leave an accepted one out", async () => {
    const value = mint.github();
    await start();
    await client.open(folder.uriOf("a.js"), `f("${value}");\n`);
    assert.deepEqual(await codes(), ["token/github-pat"]);
    const { fingerprint } = (await client.inventory()).tokens[0]!;
    const { by } = await decide({ reason: "leaked" }, fingerprint);
    assert.deepEqual(await codes(), ["token/github-pat", "lifecycle/revoked-token"]);
    const [, revoked] = (await client.pull(folder.uriOf("a.js"))).items;
    const message = String(revoked!.message);
    assert.ok(message.includes(by) && message.includes("(leaked)"), message);
    assert.equal((await client.inventory()).tokens[0]!.state, "revoked");
    await decide({ state: "accepted", reason: "a fixture", until: "2099-01-01" }, fingerprint);
    assert.deepEqual(await codes(), []);
    assert.equal((await client.inventory()).tokens[0]!.state, "accepted");
    assert.ok(!folder.read(".tokenward/ledger.jsonl").includes(value));
  });

  it("reach values that take long to know again, without being waited for", async () => {
    const password = mint.password();
    await start();
    await client.open(folder.uriOf("a.js"), `const dbPassword = "${password}";\n`);
    const { fingerprint, ruleId } = (await client.inventory()).tokens[0]!;
    assert.equal(fingerprint.length, 20);
    await decide({ ruleId }, fingerprint);
    await eventually(async () => (await codes()).includes("lifecycle/revoked-token"));
  });

  it("follow a ledger that changes on disk, and tell of its own lines", async () => {
    await start();
    await client.open(folder.uriOf("a.js"), `f("${mint.github()}");\n`);
    const { fingerprint } = (await client.inventory()).tokens[0]!;
    const entry = { fingerprint, state: "accepted", on: "2026-01-01T00:00:00Z", by: "Ada", until: "2026-02-01" };
    folder.write(".tokenward/ledger.jsonl", `${JSON.stringify(entry)}\n`);
    const uri = folder.uriOf(".tokenward/ledger.jsonl");
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri, type: FileChangeType.Created }],
    });
    await eventually(async () => (await codes()).includes("lifecycle/acceptance-expired"));
    await client.open(uri, folder.read(".tokenward/ledger.jsonl"), "json");
    const lines = async () => (await client.pull(uri)).items.map(({ code }) => code);
    assert.deepEqual(await lines(), ["lifecycle/acceptance-expired"]);
    await client.connection.sendRequest(scanWorkspace, {});
    assert.deepEqual(await lines(), ["lifecycle/acceptance-unmatched"]);
  });

  it("are not written in a workspace without trust, nor without a reason", async () => {
    await start(false);
    await assert.rejects(decide({}, "0".repeat(64)), /trusted workspaces only/);
    await client.stop();
    client = TestClient.inProcess();
    await start();
    await assert.rejects(decide({ state: "accepted" }, "0".repeat(64)), /needs a reason/);
    await assert.rejects(decide({ state: "accepted", reason: "x", until: "soon" }, "0".repeat(64)), /is no day/);
  });
});
