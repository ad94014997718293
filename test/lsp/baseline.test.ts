/** Under a baseline new findings stand out in the editor, and known ones step back. */
import assert from "node:assert/strict";
import { DiagnosticSeverity, DidChangeWatchedFilesNotification, FileChangeType } from "vscode-languageserver/node";
import { git, tokenward } from "../scratch.ts";
import { eventually, TestClient } from "./client.ts";
import { catalogue, Mint } from "./tokens.ts";
import { TestFolder } from "./workspace.ts";

const BASELINE = ".tokenward/baseline.jsonl";

describe("the baseline in the language server", () => {
  let client: TestClient;
  let folder: TestFolder;
  let mint: Mint;
  let old: string;
  let fresh: string;

  beforeEach(() => {
    mint = new Mint(71);
    [old, fresh] = [mint.github(), mint.github()];
    folder = new TestFolder({ "a.js": `const a = "${old}";\n`, ".tokenward.yml": `baseline: ${BASELINE}\n` });
    git(folder.path, "init", "-q");
    git(folder.path, "add", ".");
    git(folder.path, "commit", "-qm", "first");
    assert.equal(tokenward(folder.path, ["baseline", "write"]).status, 0);
    client = TestClient.inProcess(catalogue);
  });
  afterEach(async () => {
    await client.stop(mint.values);
    folder.remove();
  });

  const start = (trusted = true) =>
    client.initialize({ folders: [{ uri: folder.uri, name: "demo" }], options: { trusted } });
  const shown = async (path: string) =>
    (await client.pull(folder.uriOf(path))).items.map(({ severity, range }) => [range.start.line, severity]);

  it("shows what it has as a hint, and what is new as ever", async () => {
    await start();
    await client.open(folder.uriOf("a.js"), `const b = "${fresh}";\n\nconst a = "${old}";\n`);
    assert.deepEqual(await shown("a.js"), [
      [0, DiagnosticSeverity.Error],
      [2, DiagnosticSeverity.Hint],
    ]);
    const { items } = await client.pull(folder.uriOf("a.js"));
    assert.match(String(items[1]!.message), /^In the baseline: /);
  });

  it("does not know the value in another file", async () => {
    await start();
    await client.open(folder.uriOf("b.js"), `const a = "${old}";\n`);
    assert.deepEqual(await shown("b.js"), [[0, DiagnosticSeverity.Error]]);
  });

  it("is read again when it changes", async () => {
    await start();
    await client.open(folder.uriOf("a.js"), `const a = "${old}";\n`);
    assert.deepEqual(await shown("a.js"), [[0, DiagnosticSeverity.Hint]]);
    folder.write(BASELINE, folder.read(BASELINE).split("\n")[0]!);
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: folder.uriOf(BASELINE), type: FileChangeType.Changed }],
    });
    await eventually(async () => (await shown("a.js"))[0]![1] === DiagnosticSeverity.Error);
  });

  it("takes nothing with it where it cannot be used", async () => {
    await start();
    folder.write(BASELINE, "nonsense");
    await client.open(folder.uriOf("a.js"), `const a = "${old}";\n`);
    assert.deepEqual(await shown("a.js"), [[0, DiagnosticSeverity.Error]]);
  });

  it("is left out where git may not be asked for the key", async () => {
    await start(false);
    await client.open(folder.uriOf("a.js"), `const a = "${old}";\n`);
    assert.deepEqual(await shown("a.js"), [[0, DiagnosticSeverity.Error]]);
  });
});
