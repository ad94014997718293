/** Moves into stores over the wire: offered as commands without values, done whole or not at all. */
import assert from "node:assert/strict";
import { type CodeAction, DidChangeWatchedFilesNotification, FileChangeType } from "vscode-languageserver/node";
import { readAudit } from "../../server/src/lifecycle/audit.ts";
import { readLedger } from "../../server/src/lifecycle/ledger.ts";
import {
  listProviders,
  type MoveToStoreParams,
  type MoveToStoreResult,
  moveToStore,
  type ProviderState,
  providerChosen,
  removeFromStore,
  scanWorkspace,
} from "../../server/src/protocol.ts";
import { accept, accountsIn, hashOf, write } from "../lifecycle/accounts.ts";
import { rangeOf, TestClient } from "./client.ts";
import { StoreClient } from "./store-client.ts";
import { Mint } from "./tokens.ts";
import { TestFolder } from "./workspace.ts";

describe("moves into stores", () => {
  let client: TestClient;
  let editor: StoreClient;
  let folder: TestFolder;
  let mint: Mint;
  let state: string | undefined;

  beforeEach(() => {
    state = process.env.XDG_STATE_HOME;
    folder = new TestFolder();
    // The server in this process keeps its journal where the environment says.
    process.env.XDG_STATE_HOME = `${folder.path}/.state`;
    client = TestClient.inProcess();
    editor = new StoreClient(client);
    mint = new Mint(71);
  });
  afterEach(async () => {
    await client.stop();
    folder.remove();
    if (state === undefined) delete process.env.XDG_STATE_HOME;
    else process.env.XDG_STATE_HOME = state;
  });

  const start = (options: object = {}) =>
    client.initialize({ folders: [{ uri: folder.uri, name: "demo" }], options: StoreClient.options(options) });

  async function opened(path: string, text: string): Promise<{ uri: string; actions: CodeAction[] }> {
    const uri = folder.uriOf(path);
    folder.write(path, text);
    editor.open.set(uri, text);
    await client.open(uri, text);
    return { uri, actions: await client.actions(uri, rangeOf(text, mint.values[0]!)) };
  }

  /** What the command of the action asks the server, for a provider. */
  const paramsOf = (actions: readonly CodeAction[], title: RegExp, provider?: string): MoveToStoreParams => {
    const action = actions.find((candidate) => title.test(candidate.title));
    assert.ok(action, `${title} is among ${actions.map((other) => other.title).join("; ")}`);
    assert.ok(!action.edit && action.command);
    const [params] = action.command.arguments as [MoveToStoreParams];
    return provider === undefined ? params : { ...params, provider };
  };

  /** The team's config, which the client watches. */
  const sendTo = async (provider: string): Promise<void> => {
    folder.write(".tokenward.yml", `policy: { provider: ${provider} }\n`);
    const changes = [{ uri: folder.uriOf(".tokenward.yml"), type: FileChangeType.Created } as const];
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
  };

  const move = (params: MoveToStoreParams): Promise<MoveToStoreResult> =>
    client.connection.sendRequest(moveToStore, params);

  it("are offered beside the one into .env, which stays the preferred one", async () => {
    await start();
    const { actions } = await opened("a.js", `const a = "${mint.github()}";\n`);
    const titles = actions.map(({ title }) => title).filter((title) => title.startsWith("Move"));
    assert.deepEqual(titles.slice(0, 3), [
      "Move to .env as GITHUB_TOKEN",
      "Move to the editor's secret storage as GITHUB_TOKEN",
      "Move to another store...",
    ]);
    assert.equal(actions.find(({ isPreferred }) => isPreferred)?.title, "Move to .env as GITHUB_TOKEN");
    assert.deepEqual(client.leaks(mint.values), []);
  });

  it("come first where the person, the project or the team chose one", async () => {
    await start({ provider: "editor" });
    const text = `const a = "${mint.github()}";\n`;
    const { uri, actions } = await opened("a.js", text);
    const first = (offered: readonly CodeAction[]): unknown[] => [offered[0]?.title, offered[0]?.isPreferred];
    assert.deepEqual(first(actions), ["Move to the editor's secret storage as GITHUB_TOKEN", true]);
    assert.equal(actions.filter(({ isPreferred }) => isPreferred).length, 1);
    await client.connection.sendNotification(providerChosen, { provider: null });
    folder.write(".sops.yaml", "creation_rules: []\n");
    assert.deepEqual(first(await client.actions(uri, rangeOf(text, mint.values[0]!))), [
      "Move to SOPS as GITHUB_TOKEN",
      true,
    ]);
    await sendTo("vault");
    await client.connection.sendNotification(providerChosen, { provider: "editor" });
    const [title] = first(await client.actions(uri, rangeOf(text, mint.values[0]!)));
    assert.equal(title, "Move to HashiCorp Vault / OpenBao as GITHUB_TOKEN");
  });

  it("are not offered where the workspace is not trusted, nor done", async () => {
    await start({ trusted: false });
    const { uri, actions } = await opened("a.js", `const a = "${mint.github()}";\n`);
    assert.ok(actions.every(({ title }) => !/store|secret storage/.test(title)));
    await assert.rejects(move({ uri, version: 1, scope: "document", provider: "editor" }), /not trusted/);
    assert.equal(editor.stored.size, 0);
  });

  it("put the value into the secret storage, and the reference into the code", async () => {
    await start();
    const token = mint.github();
    const { uri, actions } = await opened("a.js", `const a = "${token}";\nconst b = "${token}";\n`);
    const result = await move(paramsOf(actions, /secret storage/));
    assert.deepEqual([...editor.stored], [["GITHUB_TOKEN", token]]);
    assert.equal(editor.open.get(uri), "const a = process.env.GITHUB_TOKEN;\nconst b = process.env.GITHUB_TOKEN;\n");
    assert.deepEqual(JSON.parse(folder.read(".tokenward/stores.json")).names, { GITHUB_TOKEN: "editor" });
    assert.equal(folder.read(".env.example"), "GITHUB_TOKEN=\n");
    assert.throws(() => folder.read(".env"));
    assert.deepEqual([result.names, result.left], [["GITHUB_TOKEN"], []]);
    // The one message that carries the value is the one to the secret storage.
    assert.equal(client.leaks(mint.values).length, 1);
  });

  it("are told to the accounts that the team keeps", async () => {
    await write(folder.path, accept("other"));
    await start();
    const { actions } = await opened("a.js", `const a = "${mint.github()}";\n`);
    await move(paramsOf(actions, /secret storage/));
    const [entry] = [...readLedger(accountsIn(folder.path).ledger, hashOf).entries.values()].filter(
      ({ state }) => state === "moved",
    );
    assert.deepEqual([entry?.name, entry?.provider, entry?.places], ["GITHUB_TOKEN", "editor", ["a.js"]]);
    assert.equal(readAudit(accountsIn(folder.path).audit, hashOf).at(-1)?.entry?.action, "moved");
  });

  it("take the value back where the editor refuses the edit", async () => {
    await start();
    const { uri, actions } = await opened("a.js", `const a = "${mint.github()}";\n`);
    editor.refuses = true;
    await assert.rejects(move(paramsOf(actions, /secret storage/)), /refused the edit/);
    assert.deepEqual([editor.stored.size, editor.open.get(uri)], [0, folder.read("a.js")]);
  });

  it("do nothing for a version that is no more", async () => {
    await start();
    const { uri, actions } = await opened("a.js", `const a = "${mint.github()}";\n`);
    await client.change(uri, 2, { text: "\n" });
    await assert.rejects(move(paramsOf(actions, /secret storage/)), /changed/);
    assert.equal(editor.stored.size, 0);
  });

  it("give a value that is stored already its name, and another value another name", async () => {
    const [known, other] = [mint.github(), mint.github()];
    editor.stored.set("GITHUB_TOKEN", other);
    await start();
    const { actions } = await opened("a.js", `const a = "${known}";\n`);
    await move(paramsOf(actions, /secret storage/));
    assert.deepEqual(
      [...editor.stored],
      [
        ["GITHUB_TOKEN", other],
        ["GITHUB_TOKEN_2", known],
      ],
    );
  });

  it("move all tokens of a document", async () => {
    await start();
    const [one, two] = [mint.github(), mint.github()];
    const { uri, actions } = await opened("a.js", `const a = "${one}";\nconst b = "${two}";\n`);
    await move(paramsOf(actions, /^Move all tokens of this file/, "editor"));
    assert.deepEqual(new Set(editor.stored.values()), new Set([one, two]));
    assert.ok(![one, two].some((token) => editor.open.get(uri)!.includes(token)));
  });

  it("move a token wherever it stands in the folder, open or not", async () => {
    const token = mint.github();
    folder.write("lib/b.py", `token = "${token}"\n`);
    folder.write("lib/other.js", `const other = "${mint.github()}";\n`);
    await start();
    await client.connection.sendRequest(scanWorkspace, {});
    const { uri, actions } = await opened("a.js", `const a = "${token}";\n`);
    await move(paramsOf(actions, /^Move every place of this token/, "editor"));
    assert.deepEqual([...editor.stored.values()], [token]);
    assert.ok(!editor.open.get(uri)!.includes(token));
    assert.match(folder.read("lib/b.py"), /os\.environ\["GITHUB_TOKEN"\]/);
    assert.match(folder.read("lib/other.js"), /const other = "ghp_/);
  });

  it("move it into .env as well, by an edit alone", async () => {
    const token = mint.github();
    folder.write("b.js", `const b = "${token}";\n`);
    await start();
    await client.connection.sendRequest(scanWorkspace, {});
    const { actions } = await opened("a.js", `const a = "${token}";\n`);
    await move(paramsOf(actions, /^Move every place of this token in the workspace to \.env/));
    assert.equal(folder.read(".env"), `GITHUB_TOKEN=${token}\n`);
    assert.ok(!folder.read("b.js").includes(token));
  });

  it("put values into an encrypted file", async () => {
    await start();
    const token = mint.github();
    const { actions } = await opened("a.js", `const a = "${token}";\n`);
    await move(paramsOf(actions, /another store/, "dotenvx"));
    assert.match(folder.read(".env"), /^GITHUB_TOKEN=encrypted:/m);
    assert.deepEqual(client.leaks(mint.values), []);
  });

  it("are not made into .env on save where values go elsewhere", async () => {
    folder.write("package.json", JSON.stringify({ scripts: { start: "node --env-file=.env a.js" } }));
    await start();
    const text = `const a = "${mint.github()}";\n`;
    const { uri } = await opened("a.js", text);
    const fixes = () => client.actions(uri, rangeOf(text, mint.values[0]!), ["source.fixAll"]);
    assert.equal((await fixes()).length, 1);
    await sendTo("vault");
    assert.equal((await fixes()).length, 0);
  });

  it("take a name out again where the person wants that", async () => {
    await start();
    const { uri, actions } = await opened("a.js", `const a = "${mint.github()}";\n`);
    await move(paramsOf(actions, /secret storage/));
    await client.connection.sendRequest(removeFromStore, { uri, provider: "editor", name: "GITHUB_TOKEN" });
    assert.equal(editor.stored.size, 0);
  });

  it("say what can be used, and what to do about the rest", async () => {
    await start();
    const { uri } = await opened("a.js", `const a = "${mint.github()}";\n`);
    const states: ProviderState[] = await client.connection.sendRequest(listProviders, { uri });
    assert.deepEqual(
      states.slice(0, 2).map(({ id, state, atRest, chosen }) => [id, state, atRest, chosen]),
      [
        ["editor", "ready", "encrypted", false],
        ["dotenv", "ready", "plain", true],
      ],
    );
    for (const { id, state, remedy } of states) assert.ok(state === "ready" || (remedy?.length ?? 0) > 10, id);
  });
});
