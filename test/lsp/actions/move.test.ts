/** The moves over the wire: resolved for the version they were offered for, applied to open texts and files, and gone after. */
import assert from "node:assert/strict";
import {
  type CodeAction,
  DidOpenNotebookDocumentNotification,
  NotebookCellKind,
  type TextDocumentEdit,
} from "vscode-languageserver/node";
import { capabilities, rangeOf, TestClient } from "../client.ts";
import { applyEdit } from "../edits.ts";
import { Mint } from "../tokens.ts";
import { TestFolder } from "../workspace.ts";

/** A package whose programs have their store loaded. */
const LOADED = JSON.stringify({ name: "demo", scripts: { start: "node --env-file=.env src/app.js" } });

describe("code actions that move a value", () => {
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

  const titled = (actions: readonly CodeAction[], title: RegExp): CodeAction => {
    const action = actions.find((candidate) => title.test(candidate.title));
    assert.ok(action, `${title} is among ${actions.map((other) => other.title).join("; ")}`);
    return action;
  };

  /** Opens the text and asks for the actions at the first minted value. */
  async function actionsIn(path: string, text: string, languageId = "javascript", only?: string[]) {
    const uri = folder.uriOf(path);
    await client.open(uri, text, languageId);
    return { uri, actions: await client.actions(uri, rangeOf(text, mint.values[0]!), only) };
  }

  it("put a reference in the code, the value into .env, its name beside it, and .env out of git", async () => {
    folder.write("package.json", LOADED);
    await start();
    const token = mint.github();
    const text = `const a = "${token}";\nconst b = "${token}";\n`;
    const { uri, actions } = await actionsIn("src/app.js", text);
    const action = titled(actions, /^Move to \.env as GITHUB_TOKEN$/);
    assert.deepEqual(
      [action.kind, action.isPreferred, action.edit, action.disabled],
      ["quickfix.tokenward", true, undefined, undefined],
    );
    const { edit } = await client.resolve(action);
    const open = new Map([[uri, text]]);
    assert.deepEqual(
      applyEdit(edit, open),
      [".env", ".env.example", ".gitignore", "src/app.js"].map((path) => folder.uriOf(path)),
    );
    assert.equal(open.get(uri), "const a = process.env.GITHUB_TOKEN;\nconst b = process.env.GITHUB_TOKEN;\n");
    assert.equal(folder.read(".env"), `GITHUB_TOKEN=${token}\n`);
    assert.equal(folder.read(".env.example"), "GITHUB_TOKEN=\n");
    assert.equal(folder.read(".gitignore"), ".env\n");
    await client.change(uri, 2, { text: open.get(uri)! });
    assert.deepEqual((await client.pull(uri)).items, []);
    assert.deepEqual(client.leaks(mint.values), []);
  });

  it("are one edit with annotations, for the versions of what is open", async () => {
    folder.write("package.json", LOADED);
    await start();
    const env = folder.uriOf(".env");
    await client.open(env, "# unsaved\r\nOTHER=1\r\n", "dotenv", 9);
    const token = mint.github();
    const text = `const a = "${token}";\n`;
    const { uri, actions } = await actionsIn("app.js", text);
    const { edit } = await client.resolve(titled(actions, /^Move to/));
    const versions = (edit!.documentChanges as TextDocumentEdit[])
      .filter((change) => "edits" in change)
      .map((change) => [change.textDocument.uri, change.textDocument.version]);
    assert.deepEqual(versions, [
      [env, 9],
      [folder.uriOf(".env.example"), null],
      [folder.uriOf(".gitignore"), null],
      [uri, 1],
    ]);
    const labels = Object.values(edit!.changeAnnotations!).map(({ label }) => label);
    assert.equal(labels.length, 4);
    assert.match(labels.at(-1)!, /Refer to GITHUB_TOKEN instead of the value/);
    const open = new Map([
      [env, "# unsaved\r\nOTHER=1\r\n"],
      [uri, text],
    ]);
    applyEdit(edit, open);
    assert.equal(open.get(env), `# unsaved\r\nOTHER=1\r\nGITHUB_TOKEN=${token}\r\n`);
  });

  it("never overwrite another value of the same name", async () => {
    folder.write("package.json", LOADED);
    folder.write(".env", `GITHUB_TOKEN=${mint.github()}\n`);
    await start();
    const token = mint.github();
    const text = `const a = "${token}";\n`;
    const uri = folder.uriOf("app.js");
    await client.open(uri, text);
    const action = titled(await client.actions(uri, rangeOf(text, token)), /^Move to \.env as /);
    assert.doesNotMatch(action.title, / as GITHUB_TOKEN$/);
    const before = folder.read(".env");
    applyEdit((await client.resolve(action)).edit, new Map([[uri, text]]));
    assert.ok(folder.read(".env").startsWith(before));
    assert.ok(folder.read(".env").endsWith(`=${token}\n`));
  });

  it("bring the import that a language needs, at positions of CRLF and emoji", async () => {
    await start();
    const token = mint.github();
    const text = `# 🔑 demo\r\nt = f("🔑", "${token}")\r\n`;
    const { uri, actions } = await actionsIn("app.py", text, "python");
    const open = new Map([[uri, text]]);
    applyEdit((await client.resolve(titled(actions, /^Move to \.env as GITHUB_TOKEN$/))).edit, open);
    assert.equal(open.get(uri)!.replace(/^.*import os\r\n(\r\n)?/s, ""), `t = f("🔑", os.environ["GITHUB_TOKEN"])\r\n`);
    assert.match(open.get(uri)!, /^# 🔑 demo\r\n/);
  });

  it("use the store of the nearest package", async () => {
    folder.write("package.json", "{}");
    folder.write("packages/pay/package.json", LOADED);
    await start();
    const text = `const a = "${mint.github()}";\n`;
    const { actions } = await actionsIn("packages/pay/src/app.js", text);
    titled(actions, /^Move to packages\/pay\/\.env as GITHUB_TOKEN$/);
  });

  it("offer the loader too where there is none, and tell clients that can show it what else is to be done", async () => {
    folder.write("package.json", JSON.stringify({ dependencies: { dotenv: "^17.0.0" } }));
    await start({ options: { trusted: true, commands: ["tokenward.showAdvice"] } });
    const text = `const a = "${mint.github()}";\n`;
    const { uri, actions } = await actionsIn("app.mjs", text);
    const plain = titled(actions, /^Move to \.env as GITHUB_TOKEN$/);
    assert.equal(plain.command!.command, "tokenward.showAdvice");
    assert.match(plain.command!.arguments![0], /^Nothing loads \.env here/);
    assert.match(plain.command!.arguments![1], /^tokenward run -- node app\.mjs$/);
    const open = new Map([[uri, text]]);
    const { edit } = await client.resolve(titled(actions, /^Move to \.env as GITHUB_TOKEN, and load it with dotenv$/));
    applyEdit(edit, open);
    assert.equal(open.get(uri), 'import "dotenv/config";\n\nconst a = process.env.GITHUB_TOKEN;\n');
  });

  it("say why there is none, to clients that show it", async () => {
    await start();
    const text = `// ${mint.github()}\n`;
    const { uri, actions } = await actionsIn("app.js", text);
    const action = titled(actions, /^Move to \.env$/);
    assert.match(action.disabled!.reason, /comment/);
    assert.equal(action.data, undefined);
    await client.stop(mint.values);

    client = TestClient.inProcess();
    const { disabledSupport: _, ...codeAction } = capabilities.textDocument!.codeAction!;
    await start({ capabilities: { ...capabilities, textDocument: { ...capabilities.textDocument, codeAction } } });
    await client.open(uri, text);
    assert.ok(
      !(await client.actions(uri, rangeOf(text, mint.values[0]!))).some(({ title }) => title.startsWith("Move")),
    );
  });

  it("are refused where git tracks the store", async () => {
    const { execFileSync } = await import("node:child_process");
    folder.write(".env", "A=1\n");
    execFileSync("git", ["-C", folder.path, "init", "--quiet"]);
    execFileSync("git", ["-C", folder.path, "add", ".env"]);
    folder.write("package.json", LOADED);
    await start();
    const { actions } = await actionsIn("app.js", `const a = "${mint.github()}";\n`);
    assert.match(titled(actions, /^Move to/).disabled!.reason, /tracked by git/);
  });

  it("are not offered without a folder, and not where files cannot be made", async () => {
    const { workspaceEdit: _, ...workspace } = capabilities.workspace!;
    await start({ capabilities: { ...capabilities, workspace } });
    const text = `const a = "${mint.github()}";\n`;
    await client.open("untitled:Untitled-1", text);
    const untitled = await client.actions("untitled:Untitled-1", rangeOf(text, mint.values[0]!));
    assert.match(titled(untitled, /^Move/).disabled!.reason, /Save it first/);
    const { actions } = await actionsIn("app.js", text);
    assert.match(titled(actions, /^Move to/).disabled!.reason, /cannot make files/);
  });

  it("give no edit for another version", async () => {
    folder.write("package.json", LOADED);
    await start();
    const text = `const a = "${mint.github()}";\n`;
    const { uri, actions } = await actionsIn("app.js", text);
    await client.change(uri, 2, { text: `\n${text}` });
    for (const action of actions.filter(({ data }) => data))
      await assert.rejects(client.resolve(action), { code: -32801 });
  });

  it("change the cell of a notebook, and the files beside it", async () => {
    await start();
    const token = mint.github();
    const text = `t = "${token}"\n`;
    const cell = `${folder.uriOf("nb.ipynb").replace("file:", "vscode-notebook-cell:")}#a`;
    await client.connection.sendNotification(DidOpenNotebookDocumentNotification.type, {
      notebookDocument: {
        uri: folder.uriOf("nb.ipynb"),
        notebookType: "jupyter-notebook",
        version: 1,
        cells: [{ kind: NotebookCellKind.Code, document: cell }],
      },
      cellTextDocuments: [{ uri: cell, languageId: "python", version: 1, text }],
    });
    const open = new Map([[cell, text]]);
    applyEdit(
      (await client.resolve(titled(await client.actions(cell, rangeOf(text, token)), /^Move to \.env as/))).edit,
      open,
    );
    assert.match(open.get(cell)!, /^import os\n\n?t = os\.environ\["GITHUB_TOKEN"\]\n$/);
    assert.equal(folder.read(".env"), `GITHUB_TOKEN=${token}\n`);
  });
});
