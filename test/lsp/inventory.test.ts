/** The inventory: workspace scans with progress, open documents over what is on disk, and changes as they come. */
import assert from "node:assert/strict";
import {
  CancellationTokenSource,
  DidChangeWatchedFilesNotification,
  DidOpenNotebookDocumentNotification,
  FileChangeType,
  NotebookCellKind,
  WorkDoneProgress,
  type WorkDoneProgressBegin,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from "vscode-languageserver/node";
import {
  type InventoryResult,
  type ScanWorkspaceParams,
  type ScanWorkspaceResult,
  scanWorkspace,
  trustGranted,
} from "../../server/src/protocol.ts";
import { builtinCatalogue } from "../builtin.ts";
import { eventually, TestClient } from "./client.ts";
import { Mint } from "./tokens.ts";
import { TestFolder } from "./workspace.ts";

const NOTHING: InventoryResult = { scanning: false, complete: false, tokens: [] };

describe("inventory", () => {
  let client: TestClient;
  let folder: TestFolder;
  let mint: Mint;

  beforeEach(() => {
    client = TestClient.inProcess();
    folder = new TestFolder();
    mint = new Mint(41);
  });
  afterEach(async () => {
    await client.stop(mint.values);
    folder.remove();
  });

  const start = (more: Parameters<TestClient["initialize"]>[0] = {}) =>
    client.initialize({ folders: [{ uri: folder.uri, name: "demo" }], ...more });
  const scan = (params: ScanWorkspaceParams = {}): Promise<ScanWorkspaceResult> =>
    client.connection.sendRequest(scanWorkspace, params);
  const changed = (path: string, type: FileChangeType) =>
    client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: folder.uriOf(path), type }],
    });
  /** Each token's places, as `path:line`. */
  const places = ({ tokens }: InventoryResult) =>
    tokens.map((token) => token.places.map(({ path, range }) => `${path}:${range.start.line}`));
  const comesTo = (expected: string[][]) =>
    eventually(async () => JSON.stringify(places(await client.inventory()).sort()) === JSON.stringify(expected));

  it("is one entry a token, with all its places", async () => {
    const [first, second] = [mint.github(), mint.github()];
    folder.write("a.js", `f("${first}");\ng("${second}");\n`);
    folder.write("sub/b.py", `t = "${first}"\n`);
    folder.write("binary", "\0\0\0");
    await start();
    assert.deepEqual(await client.inventory(), NOTHING);
    const result = await scan();
    assert.deepEqual(
      { ...result, milliseconds: 0 },
      { files: 2, skipped: 1, tokens: 2, milliseconds: 0, cancelled: false },
    );
    const found = await client.inventory();
    assert.equal(found.complete, true);
    assert.deepEqual(places(found), [["a.js:0", "sub/b.py:0"], ["a.js:1"]]);
    const [token] = found.tokens;
    assert.equal(token!.places[0]!.uri, folder.uriOf("a.js"));
    assert.match(token!.masked, /^ghp_\.\.\./);
    assert.equal(token!.revoke, "https://github.com/settings/tokens");
    assert.match(token!.risk, /acts as the user/);
    assert.match(token!.fingerprint, /^[0-9a-f]{64}$/);
    await eventually(() => client.inventoryNews > 0);
  });

  it("holds files that are tokens as a whole", async () => {
    await client.stop();
    client = TestClient.inProcess(builtinCatalogue);
    folder.write("work.kwl", `KWALLET\n\r\0\r\n${"\0x".repeat(40)}`);
    await start();
    const result = await scan();
    assert.deepEqual(
      { ...result, milliseconds: 0 },
      { files: 1, skipped: 0, tokens: 1, milliseconds: 0, cancelled: false },
    );
    const [token] = (await client.inventory()).tokens;
    assert.equal(token!.ruleId, "token/key-container-kwallet");
    assert.deepEqual(token!.places[0]!.uri, folder.uriOf("work.kwl"));
    assert.match(token!.risk, /\.gitignore/);
  });

  it("reports progress with the token that it was given", async () => {
    for (let at = 0; at < 250; at++) folder.write(`f${at}.txt`, "nothing\n");
    await start();
    const seen: (WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd)[] = [];
    client.connection.onProgress(WorkDoneProgress.type, "scan", (value) => void seen.push(value));
    const { files } = await scan({ workDoneToken: "scan" });
    assert.equal(files, 250);
    assert.deepEqual(
      seen.map(({ kind }) => kind),
      ["begin", "report", "report", "end"],
    );
    assert.equal((seen[0] as WorkDoneProgressBegin).cancellable, true);
  });

  it("stops when the scan is cancelled, and when another begins", async () => {
    for (let at = 0; at < 400; at++) folder.write(`d${at % 20}/f${at}.txt`, `password = "${"x y ".repeat(2000)}"\n`);
    await start();
    const cancel = new CancellationTokenSource();
    const cancelled = client.connection.sendRequest<ScanWorkspaceResult>(scanWorkspace, {}, cancel.token);
    await eventually(async () => (await client.inventory()).scanning);
    cancel.cancel();
    assert.equal((await cancelled).cancelled, true);
    assert.deepEqual({ ...(await client.inventory()), tokens: [] }, NOTHING);
    const [first, second] = await Promise.all([scan(), scan()]);
    assert.deepEqual([first.cancelled, second.cancelled, second.files], [true, false, 400]);
  });

  it("shows open documents as they are, and the files again when they are closed", async () => {
    const [old, fresh] = [mint.github(), mint.github()];
    folder.write("a.js", `f("${old}");\n`);
    await start();
    await scan();
    const uri = folder.uriOf("a.js");
    await client.open(uri, `\n\nf("${fresh}");\n`);
    await comesTo([["a.js:2"]]);
    await client.change(uri, 2, { text: "" });
    await comesTo([]);
    await client.close(uri);
    await comesTo([["a.js:0"]]);
  });

  it("tells of changes that move a token, and not of others", async () => {
    await start();
    const uri = folder.uriOf("a.js");
    await client.open(uri, `f("${mint.github()}");\n`);
    await eventually(() => client.inventoryNews === 1);
    await client.change(uri, 2, {
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } },
      text: "more();\n",
    });
    await client.open(folder.uriOf("b.js"), "nothing();\n");
    await new Promise((resolve) => setTimeout(resolve, 600));
    assert.equal(client.inventoryNews, 1);
    await client.change(uri, 3, {
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      text: "\n",
    });
    await eventually(() => client.inventoryNews === 2);
  });

  it("follows files that change, come and go once all were scanned", async () => {
    const token = mint.github();
    folder.write("a.js", "nothing();\n");
    await start();
    await scan();
    await eventually(() =>
      client.registrations.some(({ registerOptions }) => JSON.stringify(registerOptions).includes('"**/*"')),
    );
    folder.write("a.js", `f("${token}");\n`);
    folder.write("deep/er/b.js", `f("${token}");\n`);
    await changed("a.js", FileChangeType.Changed);
    await changed("deep", FileChangeType.Created);
    await comesTo([["a.js:0", "deep/er/b.js:0"]]);
    folder.remove("deep");
    await changed("deep", FileChangeType.Deleted);
    await comesTo([["a.js:0"]]);
    folder.write("a.js", "nothing();\n");
    await changed("a.js", FileChangeType.Changed);
    await comesTo([]);
  });

  for (const git of [true, false]) {
    it(`leaves out what is ignored ${git ? "in" : "outside"} git, and follows the ignore file`, async () => {
      if (git) folder.write(".git/HEAD", "ref: refs/heads/main\n");
      folder.write(".gitignore", "out/\n");
      folder.write("out/a.js", `f("${mint.github()}");\n`);
      await start();
      assert.equal((await scan()).tokens, 0);
      folder.write("out/b.js", `f("${mint.github()}");\n`);
      folder.write("in.js", `f("${mint.github()}");\n`);
      await changed("out/b.js", FileChangeType.Created);
      await changed("in.js", FileChangeType.Created);
      await comesTo([["in.js:0"]]);
      folder.write(".gitignore", "in.js\n");
      await changed(".gitignore", FileChangeType.Changed);
      await comesTo([["out/a.js:0"], ["out/b.js:0"]]);
    });
  }

  it("honours the team's configs and the user's settings", async () => {
    folder.write(".tokenward.yml", "rules:\n  token/slack-*: off\nignore: [left-out/]\n");
    folder.write(
      "a.js",
      `const slack = "${mint.slack()}";\nconst t = "${mint.github()}";\nconst other = "${mint.doubtful()}";\n`,
    );
    folder.write("left-out/b.js", `f("${mint.github()}");\n`);
    await start({ settings: () => ({ minConfidence: "high" }) });
    await scan();
    await comesTo([["a.js:1"]]);
  });

  it("shows the folder's name in front where there are several, and each file once", async () => {
    const token = mint.github();
    folder.write("a.js", `f("${token}");\n`);
    folder.write("inner/b.js", `f("${token}");\n`);
    await start({
      folders: [
        { uri: folder.uri, name: "outer" },
        { uri: folder.uriOf("inner"), name: "inner" },
      ],
    });
    const { files } = await scan();
    assert.equal(files, 2);
    assert.deepEqual(
      places(await client.inventory())
        .flat()
        .sort(),
      ["inner/b.js:0", "outer/a.js:0"],
    );
  });

  it("holds a notebook's cells, and what only its file holds", async () => {
    const [inCell, inOutput] = [mint.github(), mint.github()];
    folder.write("nb.ipynb", `{"cells":[{"source":["t = '${inCell}'"],"outputs":["t: '${inOutput}'"]}]}\n`);
    await start();
    await scan();
    const uri = `${folder.uriOf("nb.ipynb").replace("file:", "vscode-notebook-cell:")}#a`;
    await client.connection.sendNotification(DidOpenNotebookDocumentNotification.type, {
      notebookDocument: {
        uri: folder.uriOf("nb.ipynb"),
        notebookType: "jupyter-notebook",
        version: 1,
        cells: [{ kind: NotebookCellKind.Code, document: uri }],
      },
      cellTextDocuments: [{ uri, languageId: "python", version: 1, text: `t = '${inCell}'` }],
    });
    const { tokens } = await client.inventory();
    assert.deepEqual(tokens.map((token) => token.places.map((place) => place.uri)).sort(), [
      [folder.uriOf("nb.ipynb")],
      [uri],
    ]);
  });

  it("survives folders that are gone", async () => {
    const gone = new TestFolder();
    gone.remove();
    folder.write("a.js", `f("${mint.github()}");\n`);
    await start({
      folders: [
        { uri: gone.uri, name: "gone" },
        { uri: folder.uri, name: "demo" },
      ],
    });
    const result = await scan();
    assert.deepEqual(
      { ...result, milliseconds: 0 },
      { files: 1, skipped: 0, tokens: 1, milliseconds: 0, cancelled: false },
    );
    assert.equal(client.logged.splice(0).filter((message) => message.includes("scan failed")).length, 1);
  });

  it("has other fingerprints once the workspace is trusted and git can be asked", async () => {
    const { execFileSync } = await import("node:child_process");
    const git = (...args: string[]) =>
      execFileSync("git", ["-C", folder.path, "-c", "user.name=a", "-c", "user.email=a@example.com", ...args]);
    git("init", "--quiet");
    git("commit", "--quiet", "--allow-empty", "--message", "first");
    folder.write("a.js", `f("${mint.github()}");\n`);
    await start();
    await scan();
    const before = (await client.inventory()).tokens[0]!.fingerprint;
    await client.connection.sendNotification(trustGranted);
    await eventually(async () => (await client.inventory()).tokens[0]!.fingerprint !== before);
    const after = (await client.inventory()).tokens[0]!;
    assert.equal((await client.inventory()).tokens[0]!.fingerprint, after.fingerprint);
    assert.equal(after.tracked, false);
  });
});
