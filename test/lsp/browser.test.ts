/** The server runs where there is no Node: bundled for browsers, in a worker that has only what web workers have. */
import assert from "node:assert/strict";
import { capabilities } from "./client.ts";
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
