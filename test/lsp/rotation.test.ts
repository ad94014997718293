/** Tokens are generated, rotated, revoked and accepted over the wire; values go into the store and nowhere else. */
import assert from "node:assert/strict";
import {
  type CodeAction,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
} from "vscode-languageserver/node";
import {
  type ForgetOldResult,
  forgetOld,
  type GenerateResult,
  generateToken,
  type NoteSeenResult,
  noteSeen,
  type RotateResult,
  rotateToken,
  type SetStateParams,
  scanWorkspace,
  setState,
} from "../../server/src/protocol.ts";
import { dotenv } from "../../server/src/providers/dotenv.ts";
import { git } from "../scratch.ts";
import { rangeOf, TestClient } from "./client.ts";
import { StoreClient } from "./store-client.ts";
import { Mint } from "./tokens.ts";
import { TestFolder } from "./workspace.ts";

describe("the life of a token over the wire", () => {
  let client: TestClient;
  let editor: StoreClient;
  let folder: TestFolder;
  let mint: Mint;
  beforeEach(async () => {
    client = TestClient.inProcess();
    editor = new StoreClient(client);
    mint = new Mint(97);
    folder = new TestFolder({ ".gitignore": ".env\n", "b.js": "const b = process.env.GITHUB_TOKEN;\n" });
    git(folder.path, "init", "-q");
    git(folder.path, "add", ".");
    git(folder.path, "commit", "-qm", "one");
  });
  afterEach(async () => {
    await client.stop();
    folder.remove();
  });

  const start = (trusted = true) =>
    client.initialize({ folders: [{ uri: folder.uri, name: "demo" }], options: StoreClient.options({ trusted }) });
  const stored = (): ReadonlyMap<string, string> => dotenv.read(folder.read(".env"));
  const actions = () =>
    (folder.read(".tokenward/audit.jsonl").match(/"action":"\w+"/g) ?? []).map((said) => said.slice(10, -1));
  const send = <T>(method: string, params: object): Promise<T> => client.connection.sendRequest(method, params);
  const decide = (params: SetStateParams) => send(setState, params);

  async function opened(text: string): Promise<{ uri: string; offered: CodeAction[] }> {
    const uri = folder.uriOf("a.js");
    folder.write("a.js", text);
    await client.open(uri, text);
    const token = mint.values.find((value) => text.includes(value));
    return { uri, offered: token === undefined ? [] : await client.actions(uri, rangeOf(text, token)) };
  }

  it("begins in the store: generated, named by the code, never on the wire", async () => {
    await start();
    const { uri } = await opened("\n");
    const made = await send<GenerateResult>(generateToken, {
      uri,
      name: "ACME_KEY",
      bytes: 32,
      prefix: "acme_",
      checksum: "crc32-base62",
    });
    assert.deepEqual([made.title, made.bits, made.reference], [".env", 256, "process.env.ACME_KEY"]);
    const value = stored().get("ACME_KEY")!;
    assert.match(value, /^acme_[0-9A-Za-z]{49}$/);
    assert.deepEqual([actions(), client.leaks([value])], [["generated"], []]);
    await assert.rejects(
      send(generateToken, { uri, name: "ACME_KEY", bytes: 32, prefix: "" }),
      /has a value in \.env already/,
    );
    await assert.rejects(send(generateToken, { uri, name: "1", bytes: 32, prefix: "" }), /no name/);
  });

  it("is rotated: both values can be had, the places are listed, ticked off, and the old one is forgotten", async () => {
    const [old, fresh] = [mint.github(), mint.github()];
    folder.write(".env", `GITHUB_TOKEN=${old}\n`);
    await start();
    const { uri } = await opened(`const a = "${old}";\n`);
    const { fingerprint } = (await client.inventory()).tokens[0]!;
    const rotated = await send<RotateResult>(rotateToken, {
      uri,
      name: "GITHUB_TOKEN",
      fingerprint,
      until: "2099-01-31",
      value: fresh,
    });
    assert.deepEqual(
      [rotated.keptAs, rotated.places, rotated.deadline],
      ["GITHUB_TOKEN_UNTIL_2099_01_31", ["a.js", "b.js"], "2099-01-31"],
    );
    assert.deepEqual([stored().get("GITHUB_TOKEN"), stored().get(rotated.keptAs!)], [fresh, old]);
    const [token] = (await client.inventory()).tokens;
    assert.deepEqual([token!.state, token!.entry!.name, token!.entry!.done], ["rotated", "GITHUB_TOKEN", undefined]);
    for (const path of rotated.places) await decide({ fingerprint, uri, state: "done", path });
    assert.deepEqual((await client.inventory()).tokens[0]!.entry!.done, ["a.js", "b.js"]);
    await assert.rejects(decide({ fingerprint, uri, state: "done", path: "c.js" }), /not on the list/);
    await decide({ fingerprint, uri, state: "revoked", reason: "rotated", link: "https://example.org/1" });
    const gone = await send<ForgetOldResult | null>(forgetOld, { uri, fingerprint });
    assert.deepEqual([gone, stored().has(rotated.keptAs!)], [{ name: rotated.keptAs, title: ".env" }, false]);
    assert.equal(await send(forgetOld, { uri, fingerprint }), null);
    const { items } = await client.pull(uri);
    assert.ok(items.some(({ code }) => code === "lifecycle/revoked-token"));
    assert.deepEqual(actions(), ["rotated", "done", "done", "revoked", "removed"]);
    assert.deepEqual(client.leaks([old, fresh]), []);
    for (const name of ["ledger", "audit"])
      for (const value of [old, fresh]) assert.ok(!folder.read(`.tokenward/${name}.jsonl`).includes(value));
  });

  it("is rotated in the editor's secret storage, where the name rests there", async () => {
    const [old, fresh] = [mint.github(), mint.github()];
    editor.stored.set("GITHUB_TOKEN", old);
    folder.write(
      ".tokenward/stores.json",
      JSON.stringify({ version: 1, stores: { editor: { at: "x" } }, names: { GITHUB_TOKEN: "editor" } }),
    );
    await start();
    const { uri } = await opened("\n");
    await send(rotateToken, { uri, name: "GITHUB_TOKEN", until: "2099-01-31", value: fresh });
    assert.deepEqual([...editor.stored.values()].sort(), [old, fresh].sort());
    assert.equal(editor.stored.get("GITHUB_TOKEN"), fresh);
  });

  it("stays as it was where it cannot be rotated", async () => {
    const old = mint.github();
    folder.write(".env", `GITHUB_TOKEN=${old}\n`);
    await start();
    const { uri } = await opened(`const a = "${mint.github()}";\n`);
    const { fingerprint } = (await client.inventory()).tokens[0]!;
    for (const [params, reason] of [
      [{ name: "GITHUB_TOKEN", value: old }, /is the old one/],
      [{ name: "OTHER_TOKEN", value: mint.github() }, /nothing to rotate/],
      [{ name: "GITHUB_TOKEN", value: " " }, /no new value/],
      [{ name: "GITHUB_TOKEN", value: mint.github(), fingerprint }, /holds another token/],
    ] as const)
      await assert.rejects(send(rotateToken, { uri, ...params }), reason);
    assert.deepEqual([...stored()], [["GITHUB_TOKEN", old]]);
    assert.throws(() => folder.read(".tokenward/ledger.jsonl"));
  });

  it("is decided on by code actions at its place, and at the ledger's own lines", async () => {
    const token = mint.github();
    await start();
    const { uri, offered } = await opened(`const a = "${token}";\n`);
    const { id } = (await client.inventory()).tokens[0]!.places[0]!;
    const commands = offered.filter(({ kind }) => kind === "quickfix.life.tokenward").map(({ command }) => command!);
    assert.deepEqual(
      commands.map(({ command, arguments: given }) => [command, given]),
      ["rotateToken", "markRevoked", "acceptToken"].map((name) => [`tokenward.${name}`, [{ uri, id }]]),
    );
    const entry = {
      fingerprint: "0".repeat(64),
      state: "accepted",
      on: "2026-01-01T00:00:00Z",
      by: "Ada",
      until: "2099-01-01",
    };
    const line = JSON.stringify({ ...entry, ruleId: "token/github-pat" });
    folder.write(".tokenward/ledger.jsonl", `${line}\n`);
    const ledger = folder.uriOf(".tokenward/ledger.jsonl");
    const changes: FileEvent[] = [{ uri: ledger, type: FileChangeType.Created }];
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
    await send(scanWorkspace, {});
    await client.open(ledger, `${line}\n`, "json");
    const answers = await client.actions(ledger, rangeOf(line, "accepted"));
    assert.deepEqual(
      answers.map(({ title, isPreferred, command }) => [title, isPreferred, command?.arguments]),
      [
        [
          "Take the entry out of the ledger",
          true,
          [{ uri: ledger, fingerprint: entry.fingerprint, ruleId: "token/github-pat" }],
        ],
        [
          "Mark this token as revoked...",
          undefined,
          [{ uri: ledger, fingerprint: entry.fingerprint, ruleId: "token/github-pat" }],
        ],
      ],
    );
    await decide({ uri: ledger, fingerprint: entry.fingerprint, state: "removed" });
    assert.ok(!folder.read(".tokenward/ledger.jsonl").includes(entry.fingerprint));
  });

  it("is shown and copied after the log was told, by its place alone", async () => {
    const token = mint.github();
    await start();
    const text = `const a = "${token}";\n`;
    const { uri } = await opened(text);
    const { id } = (await client.inventory()).tokens[0]!.places[0]!;
    const { range, version } = await send<NoteSeenResult>(noteSeen, { uri, id, action: "revealed" });
    assert.deepEqual([range, version], [rangeOf(text, token), 1]);
    await send(noteSeen, { uri, id, action: "copied" });
    assert.deepEqual([actions(), client.leaks([token])], [["revealed", "copied"], []]);
    await assert.rejects(send(noteSeen, { uri, id: "x", action: "copied" }), /no longer there/);
  });

  it("is nobody's business in a workspace without trust", async () => {
    folder.write(".env", `GITHUB_TOKEN=${mint.github()}\n`);
    await start(false);
    const { uri, offered } = await opened(`const a = "${mint.values[0]}";\n`);
    assert.ok(offered.every(({ kind }) => kind !== "quickfix.life.tokenward"));
    for (const [method, params] of [
      [generateToken, { name: "A_KEY", bytes: 32, prefix: "" }],
      [rotateToken, { name: "GITHUB_TOKEN", value: mint.github() }],
      [forgetOld, { fingerprint: "0".repeat(64) }],
      [noteSeen, { id: "x", action: "copied" }],
    ] as const)
      await assert.rejects(send(method, { uri, ...params }), /trusted/);
  });
});
