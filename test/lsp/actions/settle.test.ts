/** Code actions that settle a finding without moving it: a comment, the team's config, commands of the client. */
import assert from "node:assert/strict";
import type { CodeAction, TextDocumentEdit } from "vscode-languageserver/node";
import { capabilities, eventually, rangeOf, TestClient } from "../client.ts";
import { applyEdit } from "../edits.ts";
import { Mint } from "../tokens.ts";
import { TestFolder } from "../workspace.ts";

describe("code actions that settle a finding", () => {
  let client: TestClient;
  let folder: TestFolder;
  let mint: Mint;

  beforeEach(() => {
    client = TestClient.inProcess();
    folder = new TestFolder();
    mint = new Mint(21);
  });
  afterEach(async () => {
    await client.stop(mint.values);
    folder.remove();
  });

  const start = (more: Parameters<TestClient["initialize"]>[0] = {}) =>
    client.initialize({ folders: [{ uri: folder.uri, name: "demo" }], ...more });

  /** Opens a document with a minted value for each `@@`, and asks for the actions at the first. */
  async function actionsIn(path: string, template: string, languageId: string, only?: string[]) {
    const text = template.replaceAll("@@", () => mint.github());
    const uri = folder.uriOf(path);
    await client.open(uri, text, languageId);
    return { uri, text, actions: await client.actions(uri, rangeOf(text, mint.values[0]!), only) };
  }

  const titled = (actions: readonly CodeAction[], title: RegExp): CodeAction => {
    const action = actions.find((candidate) => title.test(candidate.title));
    assert.ok(action, `${title} is among ${actions.map((other) => other.title).join("; ")}`);
    return action;
  };

  it("carry ids, versions and kinds, and no edit", async () => {
    await start();
    const { uri, actions } = await actionsIn("a.js", 'const t = "@@";\n', "javascript");
    const action = titled(actions, /^Suppress/);
    assert.equal(action.kind, "quickfix.suppress.tokenward");
    assert.equal(action.edit, undefined);
    assert.deepEqual(Object.keys(action.data).sort(), ["id", "provider", "uri", "version"]);
    assert.equal(action.data.uri, uri);
    assert.equal(action.diagnostics!.length, 1);
  });

  it("write a comment with the place for a reason", async () => {
    await start();
    const { uri, text, actions } = await actionsIn("a.py", 'def f():\n    t = "@@"\n', "python");
    const { edit } = await client.resolve(titled(actions, /^Suppress/));
    const [change] = edit!.documentChanges as TextDocumentEdit[];
    assert.equal(change!.textDocument.version, 1);
    assert.ok("snippet" in change!.edits[0]!, "the reason is there to be typed over");
    const open = new Map([[uri, text]]);
    applyEdit(edit, open);
    assert.match(
      open.get(uri)!,
      /^def f\(\):\n {4}# tokenward-ignore-next-line token\/github-pat -- reason: \.\.\.\n {4}t = /,
    );
    await client.change(uri, 2, { text: open.get(uri)! });
    assert.deepEqual((await client.pull(uri)).items, []);
  });

  it("write plain text where the client knows no snippets, and plain changes where it knows no more", async () => {
    await start({ capabilities: { ...capabilities, workspace: { ...capabilities.workspace, workspaceEdit: {} } } });
    const { uri, text, actions } = await actionsIn("a.js", 'const t = "@@";\n', "javascript");
    const { edit } = await client.resolve(titled(actions, /^Suppress/));
    assert.deepEqual(Object.keys(edit!), ["changes"]);
    const open = new Map([[uri, text]]);
    applyEdit(edit, open);
    assert.match(open.get(uri)!, /^\/\/ tokenward-ignore-next-line token\/github-pat -- reason: \.\.\.\nconst t = /);
  });

  it("offer the config, not a comment, where there are no comments", async () => {
    await start();
    const { uri, text, actions } = await actionsIn("data/a.json", '{ "t": "@@" }\n', "json");
    assert.ok(!actions.some(({ title }) => title.startsWith("Suppress")));
    const open = new Map([[uri, text]]);
    applyEdit((await client.resolve(titled(actions, /^Leave data\/a\.json out in \.tokenward\.yml$/))).edit, open);
    assert.equal(folder.read(".tokenward.yml"), "ignore:\n  - /data/a.json\n");
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: folder.uriOf(".tokenward.yml"), type: 1 }],
    });
    assert.deepEqual((await client.pull(uri)).items, []);
  });

  it("make the config where there is none", async () => {
    await start();
    const { uri, text, actions } = await actionsIn("src/a.js", 'const t = "@@";\n', "javascript");
    const { edit } = await client.resolve(titled(actions, /^Turn token\/github-pat off in \.tokenward\.yml$/));
    applyEdit(edit, new Map([[uri, text]]));
    assert.equal(folder.read(".tokenward.yml"), "rules:\n  token/github-pat: off\n");
  });

  it("edit the nearest config and keep its comments", async () => {
    folder.write(".tokenward.yml", "rules: {}\n");
    folder.write("src/.tokenward.yml", "# ours\r\nrules:\r\n  token/slack-bot-token: info # why\r\n");
    await start();
    const { uri, text, actions } = await actionsIn("src/deep/a.js", 'const t = "@@";\n', "javascript");
    const { edit } = await client.resolve(titled(actions, /^Turn/));
    assert.deepEqual(applyEdit(edit, new Map([[uri, text]])), [folder.uriOf("src/.tokenward.yml")]);
    assert.equal(
      folder.read("src/.tokenward.yml"),
      "# ours\r\nrules:\r\n  token/slack-bot-token: info # why\r\n  token/github-pat: off\r\n",
    );
  });

  it("edit the config as it stands in the editor, and hold at once", async () => {
    folder.write(".tokenward.yml", "rules:\n");
    await start();
    const config = folder.uriOf(".tokenward.yml");
    await client.open(config, "# unsaved\nrules:\n", "yaml", 5);
    const { uri, text, actions } = await actionsIn("a.js", 'const t = "@@";\n', "javascript");
    const { edit } = await client.resolve(titled(actions, /^Turn/));
    assert.equal((edit!.documentChanges![0] as TextDocumentEdit).textDocument.version, 5);
    const open = new Map([
      [config, "# unsaved\nrules:\n"],
      [uri, text],
    ]);
    applyEdit(edit, open);
    assert.equal(open.get(config), "# unsaved\nrules:\n  token/github-pat: off\n");
    await client.change(config, 6, { text: open.get(config)! });
    await eventually(async () => (await client.pull(uri)).items.length === 0);
  });

  it("leave a broken config alone", async () => {
    folder.write(".tokenward.yml", "rules: [\n");
    await start();
    const { actions } = await actionsIn("a.js", 'const t = "@@";\n', "javascript");
    assert.equal(titled(actions, /^Turn/).disabled!.reason, ".tokenward.yml has mistakes that come first");
  });

  it("name commands of the client with what they need, and only those that it has", async () => {
    await start();
    const { uri, text, actions } = await actionsIn("a.js", 'const t = "@@";\n', "javascript");
    const copy = titled(actions, /^Copy masked/).command!;
    assert.equal(copy.command, "tokenward.copyMasked");
    assert.match(copy.arguments![0], /^ghp_\.\.\.\w\w$/);
    const open = titled(actions, /^Open the revocation page of github$/).command!;
    assert.deepEqual(
      [open.command, open.arguments],
      ["tokenward.openRevocation", ["https://github.com/settings/tokens"]],
    );
    await client.stop(mint.values);

    client = TestClient.inProcess();
    await start({ options: { trusted: false } });
    await client.open(uri, text);
    const without = await client.actions(uri, rangeOf(text, mint.values[0]!));
    assert.ok(without.every(({ command }) => command === undefined));
  });

  it("are those of the kinds that are asked for", async () => {
    await start();
    const { uri, text } = await actionsIn("a.js", 'const t = "@@";\n', "javascript");
    const kinds = async (...only: string[]) =>
      new Set((await client.actions(uri, rangeOf(text, mint.values[0]!), only)).map(({ kind }) => kind));
    assert.deepEqual(await kinds("quickfix.suppress"), new Set(["quickfix.suppress.tokenward"]));
    assert.deepEqual(await kinds("refactor"), new Set());
    assert.ok((await kinds("quickfix")).size >= 2);
  });

  it("are none where no token stands, and in unknown documents", async () => {
    await start();
    const { uri } = await actionsIn("a.js", 'const a = 1;\nconst t = "@@";\n', "javascript");
    const at = { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } };
    assert.deepEqual(
      (await client.actions(uri, at)).filter(({ kind }) => kind?.startsWith("quickfix")),
      [],
    );
    assert.deepEqual(await client.actions(folder.uriOf("unknown.js"), at), []);
  });

  it("give no edit for another version, a closed document or what was never offered", async () => {
    await start();
    const { uri, text, actions } = await actionsIn("a.js", 'const t = "@@";\n', "javascript");
    const action = titled(actions, /^Suppress/);
    await client.change(uri, 2, { text: `\n${text}` });
    const modified = { code: -32801 };
    await assert.rejects(client.resolve(action), modified);
    await assert.rejects(client.resolve({ ...action, data: { ...action.data, version: 2, id: "none" } }), modified);
    await client.close(uri);
    await assert.rejects(client.resolve(action), modified);
    for (const data of [undefined, null, 5, "x", {}, { provider: "none", uri, version: 2 }]) {
      assert.equal((await client.resolve({ title: "x", data })).edit, undefined);
    }
  });

  it("come with their edits to clients that do not resolve", async () => {
    const { resolveSupport: _, ...codeAction } = capabilities.textDocument!.codeAction!;
    await start({ capabilities: { ...capabilities, textDocument: { ...capabilities.textDocument, codeAction } } });
    const { uri, text, actions } = await actionsIn("a.js", 'const t = "@@";\n', "javascript");
    const action = titled(actions, /^Suppress/);
    assert.equal(action.data, undefined);
    const open = new Map([[uri, text]]);
    applyEdit(action.edit, open);
    assert.match(open.get(uri)!, /tokenward-ignore-next-line/);
  });
});
