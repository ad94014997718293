/** The server runs where there is no Node: bundled for browsers, in a worker that has only what web workers have. */
import assert from "node:assert/strict";
import {
  clientCommands,
  type InventoryResult,
  type MoveToStoreResult,
  moveToStore,
  type ScanWorkspaceResult,
  scanWorkspace,
} from "../../server/src/protocol.ts";
import { capabilities } from "./client.ts";
import { Repository } from "./repository.ts";
import { Mint } from "./tokens.ts";
import { WebWorkerServer } from "./web-worker.ts";

describe("the server in a web worker", () => {
  let server: WebWorkerServer;
  before(async () => {
    server = await WebWorkerServer.start();
  });
  after(() => server.end());

  it("finds, explains and hands out no value", async () => {
    const { general, textDocument } = capabilities;
    const hello = await server.ask<{ serverInfo: { name: string } }>("initialize", {
      processId: null,
      rootUri: null,
      capabilities: { general, textDocument },
    });
    assert.equal(hello.serverInfo.name, "tokenward");
    const uri = "vscode-vfs://github/acme/pay/a.js";
    const token = new Mint(71).github();
    server.tell("initialized", {});
    server.tell("textDocument/didOpen", {
      textDocument: { uri, languageId: "javascript", version: 1, text: `t("${token}")` },
    });
    const report = await server.ask<{ items: { code: string }[] }>("textDocument/diagnostic", {
      textDocument: { uri },
    });
    assert.deepEqual(
      report.items.map(({ code }) => code),
      ["token/github-pat"],
    );
    const inventory = await server.ask<{ tokens: { fingerprint: string; masked: string }[] }>(
      "tokenward/inventory",
      {},
    );
    const [found] = inventory.tokens;
    assert.match(found!.fingerprint, /^[0-9a-f]{64}$/);
    assert.ok(!JSON.stringify([report, inventory]).includes(token.slice(10)));
  });
});

describe("a repository that only the client of a web worker reaches", () => {
  const base = "vscode-vfs://github/acme/pay";
  const mint = new Mint(72);
  const uri = `${base}/src/a%23b.js`;
  const text = `t("${mint.github()}")\n`;
  const repository = new Repository(base, {
    ".gitignore": "build/\n",
    ".tokenward.yml": "ignore: [/old/]\n",
    ".tokenward/salt": "s".repeat(64),
    "src/a#b.js": text,
    "deep/er/b.env.js": `t("${mint.slack()}")\n`,
    "build/c.js": `t("${mint.github()}")\n`,
    "old/d.js": `t("${mint.github()}")\n`,
    "large.js": "x".repeat(11_000_000),
  });
  let server: WebWorkerServer;
  before(async () => {
    server = await WebWorkerServer.start(repository.answer);
    await server.ask("initialize", {
      processId: null,
      rootUri: null,
      workspaceFolders: [{ uri: base, name: "pay" }],
      capabilities,
      initializationOptions: {
        ...{ trusted: true, readsFiles: true, keepsNotes: true },
        commands: Object.values(clientCommands),
      },
    });
    server.tell("initialized", {});
    server.tell("textDocument/didOpen", {
      textDocument: { uri, languageId: "javascript", version: 1, text },
    });
  });
  after(() => server.end());

  it("is scanned, without what git and the team leave out, and nothing outside it is asked for", async () => {
    const { files, skipped } = await server.ask<ScanWorkspaceResult>(scanWorkspace, {});
    assert.deepEqual({ files, skipped }, { files: 5, skipped: 1 });
    const { tokens } = await server.ask<InventoryResult>("tokenward/inventory", {});
    const places = tokens.flatMap((token) => token.places.map((place) => [place.path, place.uri]));
    assert.deepEqual(places.sort(), [
      ["deep/er/b.env.js", `${base}/deep/er/b.env.js`],
      ["src/a#b.js", uri],
    ]);
    assert.deepEqual(
      repository.asked.filter((asked) => asked !== base && !asked.startsWith(`${base}/`)),
      [],
    );
  });

  it("has its values moved to the editor's secret storage, and to no `.env`", async () => {
    const end = { line: 0, character: 20 };
    const range = { start: end, end };
    const actions = await server.ask<{ title: string; disabled?: object }[]>("textDocument/codeAction", {
      textDocument: { uri },
      range,
      context: { diagnostics: [] },
    });
    const moves = actions.filter(({ title }) => title.startsWith("Move")).map(({ title }) => title);
    assert.equal(moves[0], "Move to the editor's secret storage as GITHUB_TOKEN");
    assert.ok(!moves.some((title) => title.includes(".env")));
    const report = await server.ask<{ items: { data: { id: string } }[] }>("textDocument/diagnostic", {
      textDocument: { uri },
    });
    const { id } = report.items[0]!.data;
    const params = { uri, version: 1, id, scope: "place", provider: "editor" };
    const result = await server.ask<MoveToStoreResult>(moveToStore, params);
    assert.deepEqual(result.names, ["GITHUB_TOKEN"]);
    assert.equal(repository.files.get("src/a#b.js"), "t(process.env.GITHUB_TOKEN)\n");
    assert.equal(repository.stored.get("GITHUB_TOKEN"), mint.values[0]);
    assert.equal(repository.files.has(".env"), false);
    assert.ok(repository.files.get(".tokenward/stores.json")?.includes("GITHUB_TOKEN"));
    assert.equal(repository.notes.size, 0);
  });
});
