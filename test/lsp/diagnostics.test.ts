/** Diagnostics over the wire: pulled and pushed, through edits, in untitled documents, notebooks and several folders. */
import assert from "node:assert/strict";
import {
  DiagnosticSeverity,
  DidChangeNotebookDocumentNotification,
  DidChangeWorkspaceFoldersNotification,
  DidCloseNotebookDocumentNotification,
  DidOpenNotebookDocumentNotification,
  DocumentDiagnosticRequest,
  NotebookCellKind,
  PositionEncodingKind,
} from "vscode-languageserver/node";
import { capabilities, eventually, rangeOf, TestClient } from "./client.ts";
import { Mint } from "./tokens.ts";
import { TestFolder } from "./workspace.ts";

/** An editor that only listens. */
const { diagnostic: _, ...textDocument } = capabilities.textDocument!;
const listening = { ...capabilities, textDocument };

describe("diagnostics", () => {
  let client: TestClient;
  let folder: TestFolder;
  let mint: Mint;

  beforeEach(() => {
    client = TestClient.inProcess();
    folder = new TestFolder();
    mint = new Mint(11);
  });
  afterEach(async () => {
    await client.stop(mint.values);
    folder.remove();
  });

  const start = (more: Parameters<TestClient["initialize"]>[0] = {}) =>
    client.initialize({ folders: [{ uri: folder.uri, name: "demo" }], ...more });

  /** Finds a value in a text and asserts that the diagnostic covers it and nothing else. */
  async function assertFound(uri: string, text: string, value: string): Promise<void> {
    const { items } = await client.pull(uri);
    assert.deepEqual(
      items.map(({ range }) => range),
      [rangeOf(text, value)],
    );
  }

  it("are pulled, and say what is known without the value", async () => {
    const { capabilities: server } = await start();
    assert.equal(server.positionEncoding, PositionEncodingKind.UTF16);
    const token = mint.github();
    const text = `const a = 1;\nconst token = "${token}";\n`;
    const uri = folder.uriOf("src/app.js");
    await client.open(uri, text, "javascript", 7);
    const { items } = await client.pull(uri);
    assert.equal(items.length, 1);
    const found = items[0]!;
    assert.equal(found.code, "token/github-pat");
    assert.equal(found.source, "tokenward");
    assert.equal(found.severity, DiagnosticSeverity.Error);
    assert.deepEqual(found.range, rangeOf(text, token));
    assert.match(found.codeDescription!.href, /^https:\/\/docs\.github\.com\//);
    assert.deepEqual(Object.keys(found.data), ["id", "version"]);
    assert.equal(found.data.version, 7);
  });

  it("name the other places of the same value", async () => {
    await start();
    const token = mint.github();
    const text = `a("${token}");\nb("${token}");\n`;
    await client.open(folder.uriOf("a.js"), text);
    const { items } = await client.pull(folder.uriOf("a.js"));
    const related = items.map((item) => item.relatedInformation?.map(({ location }) => location.range));
    assert.deepEqual(related, [[rangeOf(text, token, 1)], [rangeOf(text, token, 0)]]);
  });

  for (const [what, lineBreak] of [
    ["LF", "\n"],
    ["CRLF", "\r\n"],
    ["CR", "\r"],
  ] as const) {
    it(`stand where UTF-16 and ${what} put them`, async () => {
      await start();
      const token = mint.github();
      const text = ["// naïve 👩‍👩‍👧 é", `/* 🔑 */ const t = "${token}";`, "", "end"].join(lineBreak);
      await client.open(folder.uriOf("u.js"), text);
      await assertFound(folder.uriOf("u.js"), text, token);
    });
  }

  it("follow incremental edits", async () => {
    await start();
    const [first, second] = [mint.github(), mint.github()];
    const uri = folder.uriOf("edit.js");
    await client.open(uri, `const t = "${first}";\n`);
    await assertFound(uri, `const t = "${first}";\n`, first);
    const at = { line: 0, character: 0 };
    await client.change(uri, 2, { range: { start: at, end: at }, text: "// 🔑\n" });
    await assertFound(uri, `// 🔑\nconst t = "${first}";\n`, first);
    const old = rangeOf(`// 🔑\nconst t = "${first}";\n`, first);
    await client.change(uri, 3, { range: old, text: second }, { range: { start: at, end: at }, text: "\n" });
    await assertFound(uri, `\n// 🔑\nconst t = "${second}";\n`, second);
    await client.change(uri, 4, { text: "nothing here\n" });
    assert.deepEqual((await client.pull(uri)).items, []);
  });

  it("are not sent a second time while they are the same", async () => {
    await start();
    const uri = folder.uriOf("same.js");
    await client.open(uri, `const t = "${mint.github()}";\n`);
    const { resultId } = await client.pull(uri);
    const ask = (previousResultId?: string) =>
      client.connection.sendRequest(DocumentDiagnosticRequest.type, {
        textDocument: { uri },
        ...(previousResultId && { previousResultId }),
      });
    assert.deepEqual(await ask(resultId), { kind: "unchanged", resultId });
    assert.equal((await ask("something else")).kind, "full");
    const end = { line: 1, character: 0 };
    await client.change(uri, 2, { range: { start: end, end }, text: "// typed behind it" });
    assert.deepEqual(await ask(resultId), { kind: "unchanged", resultId });
    await client.change(uri, 3, { range: rangeOf("const t", "const"), text: "let" });
    assert.equal((await ask(resultId)).kind, "full");
  });

  it("are none for documents that are not open, and for odd addresses", async () => {
    await start();
    assert.deepEqual((await client.pull(folder.uriOf("unknown.js"))).items, []);
    assert.deepEqual((await client.pull("no address")).items, []);
    assert.deepEqual((await client.pull("")).items, []);
    const uri = folder.uriOf("closed.js");
    await client.open(uri, `const t = "${mint.github()}";\n`);
    await client.close(uri);
    assert.deepEqual((await client.pull(uri)).items, []);
  });

  it("are shown in untitled documents", async () => {
    await start();
    const token = mint.github();
    await client.open("untitled:Untitled-1", `TOKEN=${token}\n`, "plaintext");
    await assertFound("untitled:Untitled-1", `TOKEN=${token}\n`, token);
  });

  it("are shown without any folder", async () => {
    await client.initialize();
    const token = mint.github();
    await client.open(folder.uriOf("x.py"), `t = "${token}"\n`, "python");
    await assertFound(folder.uriOf("x.py"), `t = "${token}"\n`, token);
  });

  it("are left out for what git ignores, and for the store", async () => {
    folder.write(".git/HEAD", "ref: refs/heads/main\n");
    folder.write(".gitignore", ".env\nout/\n");
    await start();
    const token = mint.github();
    for (const path of [".env", "out/bundle.js"]) {
      await client.open(folder.uriOf(path), `TOKEN=${token}\n`, "plaintext");
      assert.deepEqual((await client.pull(folder.uriOf(path))).items, [], path);
    }
    await client.open(folder.uriOf("src/out.js"), `t = "${token}"`);
    assert.equal((await client.pull(folder.uriOf("src/out.js"))).items.length, 1);
  });

  it("are pushed, with versions, to editors that only listen", async () => {
    const { capabilities: server } = await start({ capabilities: listening });
    assert.equal(server.diagnosticProvider, undefined);
    const token = mint.github();
    const uri = folder.uriOf("push.js");
    await client.open(uri, `const t = "${token}";\n`);
    await eventually(() => client.published.some((p) => p.uri === uri && p.version === 1));
    assert.deepEqual(
      client.published.at(-1)!.diagnostics.map(({ range }) => range),
      [rangeOf(`const t = "${token}";\n`, token)],
    );
    await client.close(uri);
    await eventually(() => client.published.at(-1)!.diagnostics.length === 0);
  });

  it("are pushed for the latest of many versions only", async () => {
    await start({ capabilities: listening });
    const uri = folder.uriOf("fast.js");
    await client.open(uri, "");
    for (let version = 2; version <= 30; version++)
      await client.change(uri, version, { text: `const t = "${mint.github()}";\n` });
    await eventually(() => client.published.some(({ version }) => version === 30));
    const versions = client.published.map(({ version }) => version!);
    assert.deepEqual(
      versions,
      [...versions].sort((a, b) => a - b),
    );
    assert.ok(versions.length < 10, `${versions.length} were published`);
  });

  it("belong to the folder that is nearest, with its config", async () => {
    const inner = new TestFolder();
    inner.write(".tokenward.yml", "rules:\n  token/github-pat: info\n");
    await start({
      folders: [
        { uri: folder.uri, name: "one" },
        { uri: inner.uri, name: "two" },
      ],
    });
    const text = `t = "${mint.github()}"\n`;
    for (const uri of [folder.uriOf("a.py"), inner.uriOf("a.py")]) await client.open(uri, text, "python");
    assert.equal((await client.pull(folder.uriOf("a.py"))).items[0]!.severity, DiagnosticSeverity.Error);
    assert.equal((await client.pull(inner.uriOf("a.py"))).items[0]!.severity, DiagnosticSeverity.Information);
    inner.remove();
  });

  it("follow folders that come and go", async () => {
    folder.write("sub/.tokenward.yml", "rules:\n  token/github-pat: off\n");
    await client.initialize();
    const uri = folder.uriOf("sub/deep/a.py");
    await client.open(uri, `t = "${mint.github()}"\n`, "python");
    assert.equal((await client.pull(uri)).items.length, 1);
    const sub = { uri: folder.uriOf("sub"), name: "sub" };
    await client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
      event: { added: [sub], removed: [] },
    });
    assert.equal((await client.pull(uri)).items.length, 0);
    await client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
      event: { added: [], removed: [sub] },
    });
    assert.equal((await client.pull(uri)).items.length, 1);
    await eventually(() => client.refreshes >= 2);
  });

  describe("in notebooks", () => {
    const notebook = (): string => folder.uriOf("nb.ipynb");
    const cell = (name: string): string => `${notebook().replace("file:", "vscode-notebook-cell:")}#${name}`;

    async function openNotebook(texts: Readonly<Record<string, string>>): Promise<void> {
      await client.connection.sendNotification(DidOpenNotebookDocumentNotification.type, {
        notebookDocument: {
          uri: notebook(),
          notebookType: "jupyter-notebook",
          version: 1,
          cells: Object.keys(texts).map((name) => ({ kind: NotebookCellKind.Code, document: cell(name) })),
        },
        cellTextDocuments: Object.entries(texts).map(([name, text]) => ({
          uri: cell(name),
          languageId: "python",
          version: 1,
          text,
        })),
      });
    }

    it("are each cell's own", async () => {
      const { capabilities: server } = await start();
      assert.ok(server.notebookDocumentSync);
      const token = mint.github();
      await openNotebook({ a: "print(1)\n", b: `t = "${token}"\n` });
      assert.deepEqual((await client.pull(cell("a"))).items, []);
      await assertFound(cell("b"), `t = "${token}"\n`, token);
    });

    it("follow edits, and cells that come and go", async () => {
      await start();
      const token = mint.github();
      await openNotebook({ a: `t = "${token}"\n` });
      const change = (cells: object) =>
        client.connection.sendNotification(DidChangeNotebookDocumentNotification.type, {
          notebookDocument: { uri: notebook(), version: 2 },
          change: { cells },
        });
      await change({ textContent: [{ document: { uri: cell("a"), version: 2 }, changes: [{ text: "t = 1\n" }] }] });
      assert.deepEqual((await client.pull(cell("a"))).items, []);
      const added = { uri: cell("z"), languageId: "python", version: 1, text: `u = "${token}"\n` };
      await change({
        structure: {
          array: { start: 1, deleteCount: 0, cells: [{ kind: NotebookCellKind.Code, document: cell("z") }] },
          didOpen: [added],
        },
      });
      await assertFound(cell("z"), added.text, token);
      await client.connection.sendNotification(DidCloseNotebookDocumentNotification.type, {
        notebookDocument: { uri: notebook() },
        cellTextDocuments: [{ uri: cell("a") }, { uri: cell("z") }],
      });
      assert.deepEqual((await client.pull(cell("z"))).items, []);
    });
  });
});
