/** The server as a process: it comes up and goes down in order, and no odd message brings it down. */
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  CodeActionRequest,
  DidChangeTextDocumentNotification,
  HoverRequest,
  ShutdownRequest,
} from "vscode-languageserver/node";
import { explainRule, inventory, scanWorkspace } from "../../server/src/protocol.ts";
import { eventually, exitOf, rangeOf, TestClient } from "./client.ts";
import { Mint } from "./tokens.ts";

const root = join(import.meta.dirname, "../..");
const bundle = join(root, "dist/server.cjs");
/** Built or not; the sources tell the same. */
const program = existsSync(bundle) ? [bundle] : ["--import", "tsx", join(root, "server/src/main.ts")];

describe("the server as a process", () => {
  let server: { client: TestClient; process: ChildProcess; errors: () => string };
  const uri = "file:///demo/a.js";

  beforeEach(() => {
    server = TestClient.spawned([...program, "--stdio"]);
  });
  afterEach(() => {
    server.client.connection.dispose();
    server.process.kill();
  });

  it("finds, stops and ends with 0", async () => {
    const { client } = server;
    const { serverInfo } = await client.initialize();
    assert.equal(serverInfo!.name, "tokenward");
    const mint = new Mint(51);
    const text = `const t = "${mint.github()}";\n`;
    await client.open(uri, text);
    assert.deepEqual(
      (await client.pull(uri)).items.map(({ range }) => range),
      [rangeOf(text, mint.values[0]!)],
    );
    await client.connection.sendRequest(ShutdownRequest.type);
    await assert.rejects(client.hover(uri, { line: 0, character: 0 }));
    await client.connection.sendNotification("exit");
    assert.equal(await exitOf(server.process), 0);
    assert.equal(server.errors(), "");
    assert.deepEqual(client.leaks(mint.values), []);
  });

  it("scans a large document beside, and ends with it unfinished", async () => {
    const { client } = server;
    await client.initialize();
    const mint = new Mint(53);
    const text = `${"call(another, 'part of', this.program);\n".repeat(30_000)}const t = "${mint.github()}";\n`;
    await client.open(uri, text);
    assert.deepEqual(
      (await client.pull(uri)).items.map(({ range }) => range),
      [rangeOf(text, mint.values[0]!)],
    );
    await client.open("file:///demo/b.js", text);
    await client.connection.sendRequest(ShutdownRequest.type);
    await client.connection.sendNotification("exit");
    assert.equal(await exitOf(server.process), 0);
    assert.equal(server.errors(), "");
    assert.deepEqual(client.leaks(mint.values), []);
  });

  it("ends with 1 where nobody said shutdown", async () => {
    await server.client.initialize();
    await server.client.connection.sendNotification("exit");
    assert.equal(await exitOf(server.process), 1);
  });

  it("ends when its input does", async () => {
    await server.client.initialize();
    server.process.stdin!.end();
    assert.equal(await exitOf(server.process), 1);
  });

  it("answers nothing before the handshake", async () => {
    await assert.rejects(server.client.hover(uri, { line: 0, character: 0 }), { code: -32002 });
    await server.client.initialize();
    assert.equal(await server.client.hover(uri, { line: 0, character: 0 }), null);
  });

  it("survives messages that are no such thing", async () => {
    const { client } = server;
    await client.initialize({ options: { trusted: "perhaps", commands: 5, messages: null } });
    await client.open(uri, `const t = "${new Mint(52).github()}";\n`);
    const odd: unknown[] = [
      null,
      5,
      "x",
      [],
      {},
      { textDocument: null },
      { textDocument: { uri: 5 } },
      { textDocument: { uri }, range: 1, position: "x" },
    ];
    for (const params of odd) {
      for (const { method } of [
        HoverRequest.type,
        CodeActionRequest.type,
        { method: "textDocument/diagnostic" },
        { method: "codeAction/resolve" },
      ]) {
        await client.connection.sendRequest(method, params).catch(() => {});
      }
      for (const method of [explainRule, inventory, scanWorkspace])
        await client.connection.sendRequest(method, params).catch(() => {});
      for (const { method } of [
        DidChangeTextDocumentNotification.type,
        { method: "workspace/didChangeWatchedFiles" },
        { method: "workspace/didChangeConfiguration" },
      ]) {
        await client.connection.sendNotification(method, params);
      }
    }
    await client.connection.sendNotification("nothing/known", { a: 1 });
    await assert.rejects(client.connection.sendRequest("nothing/known"), { code: -32601 });
    assert.equal((await client.pull(uri)).items.length, 1);
  });

  it("survives text that is cut off, odd and long", async () => {
    const { client } = server;
    await client.initialize();
    const token = new Mint(53).github();
    const texts = [
      "\uD800",
      "\0",
      `\uFEFF${token}`,
      `${token}\uDC00`,
      "`".repeat(9999),
      `"${"\\".repeat(5000)}`,
      `key = "${"a".repeat(200_000)}"`,
      `${"x\r".repeat(50_000)}${token}`,
    ];
    for (const [at, text] of texts.entries()) {
      await client.open(`${uri}${at}`, text);
      const { items } = await client.pull(`${uri}${at}`);
      assert.equal(items.length, text.includes(token) ? 1 : 0, `text ${at}`);
      await client.actions(`${uri}${at}`, { start: { line: 0, character: 0 }, end: { line: 99_999, character: 0 } });
      await client.hover(`${uri}${at}`, { line: 0, character: 3 });
    }
  });

  it("survives a message that is no JSON", async () => {
    const { client } = server;
    await client.initialize();
    const body = "{ no json";
    server.process.stdin!.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
    await client.open(uri, "");
    await eventually(async () => (await client.pull(uri)).items.length === 0);
  });
});
