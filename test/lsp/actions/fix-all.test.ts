/** All moves of a document in one edit: safe ones only, with one store, one import and names of their own. */
import assert from "node:assert/strict";
import { type CodeAction, CodeActionTriggerKind } from "vscode-languageserver/node";
import { rangeOf, TestClient } from "../client.ts";
import { applyEdit } from "../edits.ts";
import { Mint } from "../tokens.ts";
import { TestFolder } from "../workspace.ts";

/** A package whose programs have their store loaded. */
const LOADED = JSON.stringify({ name: "demo", scripts: { start: "node --env-file=.env src/app.js" } });

describe("the code action that moves all values", () => {
  let client: TestClient;
  let folder: TestFolder;
  let mint: Mint;

  beforeEach(() => {
    client = TestClient.inProcess();
    folder = new TestFolder();
    mint = new Mint(61);
  });
  afterEach(async () => {
    await client.stop(mint.values);
    folder.remove();
  });

  const start = (more: Parameters<TestClient["initialize"]>[0] = {}) =>
    client.initialize({ folders: [{ uri: folder.uri, name: "demo" }], ...more });

  /** Opens the text and asks for the actions at the first minted value. */
  async function actionsIn(path: string, text: string, languageId = "javascript", only?: string[]) {
    const uri = folder.uriOf(path);
    await client.open(uri, text, languageId);
    return { uri, actions: await client.actions(uri, rangeOf(text, mint.values[0]!), only) };
  }

  it("shares the store and its names, in one edit", async () => {
    folder.write("package.json", LOADED);
    folder.write(".gitignore", ".env\n");
    await start();
    const [one, two, three] = [mint.github(), mint.github(), mint.slack()];
    const text = `const a = "${one}";\nconst b = f("${two}", "${one}");\nconst c = { d: "${three}" }; // ${one}\n`;
    const { uri, actions } = await actionsIn("app.js", text, "javascript", ["source.fixAll"]);
    assert.deepEqual(
      actions.map(({ kind, edit }) => [kind, edit]),
      [["source.fixAll.tokenward", undefined]],
    );
    const open = new Map([[uri, text]]);
    applyEdit((await client.resolve(actions[0]!)).edit, open);
    const names = [...folder.read(".env").matchAll(/^(\w+)=(.+)$/gm)].map(([, name, value]) => [value, name] as const);
    assert.deepEqual(
      names.map(([value]) => value).sort(),
      [two, three].sort(),
      "what has to stay in a comment makes its move unsafe",
    );
    const nameOf = new Map(names);
    assert.equal(
      open.get(uri),
      `const a = "${one}";\nconst b = f(process.env.${nameOf.get(two)}, "${one}");\nconst c = { d: process.env.${nameOf.get(three)} }; // ${one}\n`,
    );
    assert.equal(folder.read(".env.example"), names.map(([, name]) => `${name}=\n`).join(""));
  });

  it("makes one import for all", async () => {
    folder.write("requirements.txt", "python-dotenv\n");
    await start();
    const [one, two] = [mint.github(), mint.slack()];
    const text = `from dotenv import load_dotenv\n\nload_dotenv()\na = "${one}"\nb = "${two}"\n`;
    const { uri, actions } = await actionsIn("app.py", text, "python", ["source.fixAll.tokenward"]);
    const open = new Map([[uri, text]]);
    applyEdit((await client.resolve(actions[0]!)).edit, open);
    assert.equal(open.get(uri)!.match(/^import os$/gm)?.length, 1);
    assert.equal(open.get(uri)!.match(/os\.environ\[/g)?.length, 2);
    assert.equal(folder.read(".env").match(/=/g)?.length, 2);
    assert.equal(folder.read(".gitignore"), ".env\n");
  });

  it("leaves the store out of git once", async () => {
    folder.write(".git/HEAD", "ref: refs/heads/main\n");
    folder.write("package.json", LOADED);
    await start();
    const text = `const a = "${mint.github()}";\nconst b = "${mint.slack()}";\n`;
    const { uri, actions } = await actionsIn("app.js", text, "javascript", ["source.fixAll"]);
    applyEdit((await client.resolve(actions[0]!)).edit, new Map([[uri, text]]));
    assert.equal(folder.read(".gitignore"), ".env\n");
  });

  it("is not offered where nothing can be moved unseen, nor to an editor that asks by itself", async () => {
    await start();
    const text = `const a = "${mint.github()}";\n`;
    const { uri, actions } = await actionsIn("app.js", text, "javascript", ["source.fixAll"]);
    assert.deepEqual(actions, []);
    folder.write("package.json", LOADED);
    const range = rangeOf(text, mint.values[0]!);
    const isAll = ({ kind }: CodeAction): boolean => kind === "source.fixAll.tokenward";
    assert.ok((await client.actions(uri, range)).some(isAll));
    assert.ok(!(await client.actions(uri, range, undefined, CodeActionTriggerKind.Automatic)).some(isAll));
  });

  it("gives no edit for another version", async () => {
    folder.write("package.json", LOADED);
    await start();
    const text = `const a = "${mint.github()}";\n`;
    const { uri, actions } = await actionsIn("app.js", text, "javascript", ["source.fixAll"]);
    await client.change(uri, 2, { text });
    await assert.rejects(client.resolve(actions[0]!), { code: -32801 });
  });
});
