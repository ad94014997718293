/** The server runs where there is no Node: bundled for browsers, in a worker that has only what web workers have. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import { capabilities } from "./client.ts";
import { Mint } from "./tokens.ts";

const root = join(import.meta.dirname, "../..");

/** A web worker's global scope, made of nothing but the language and web APIs. */
const SCOPE = `
const { parentPort, workerData } = require("node:worker_threads");
const vm = require("node:vm");
const scope = { TextEncoder, TextDecoder, URL, crypto, atob, btoa, AbortController, performance, setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask };
const port = { postMessage: (message) => parentPort.postMessage(message), addEventListener: () => {} };
const context = vm.createContext({ ...scope, ...port });
vm.runInContext("globalThis.self = globalThis", context);
vm.runInContext(workerData, context);
parentPort.on("message", (data) => context.onmessage({ data }));
`;

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
}

describe("the server in a web worker", () => {
  let worker: Worker;
  let answers: Map<number, (answer: Answer) => void>;

  before(async () => {
    const { outputFiles } = await build({
      entryPoints: [join(root, "server/src/main-browser.ts")],
      bundle: true,
      write: false,
      platform: "browser",
      format: "iife",
      target: "es2022",
      logLevel: "silent",
    });
    answers = new Map();
    worker = new Worker(SCOPE, { eval: true, workerData: outputFiles[0]!.text });
    worker.on("message", (message: Answer) => {
      if (message.id !== undefined) answers.get(message.id)?.(message);
    });
  });
  after(() => worker.terminate());

  const ask = (id: number, method: string, params: unknown): Promise<Answer> =>
    new Promise((resolve, reject) => {
      worker.once("error", reject);
      answers.set(id, resolve);
      worker.postMessage({ jsonrpc: "2.0", id, method, params });
    });

  it("finds, explains and hands out no value", async () => {
    const { general, textDocument } = capabilities;
    const { result: hello } = await ask(1, "initialize", {
      processId: null,
      rootUri: null,
      capabilities: { general, textDocument },
    });
    assert.equal((hello as { serverInfo: { name: string } }).serverInfo.name, "tokenward");
    const uri = "vscode-vfs://github/acme/pay/a.js";
    const token = new Mint(71).github();
    worker.postMessage({ jsonrpc: "2.0", method: "initialized", params: {} });
    worker.postMessage({
      jsonrpc: "2.0",
      method: "textDocument/didOpen",
      params: { textDocument: { uri, languageId: "javascript", version: 1, text: `t("${token}")` } },
    });
    const { result: report } = await ask(2, "textDocument/diagnostic", { textDocument: { uri } });
    assert.deepEqual(
      (report as { items: { code: string }[] }).items.map(({ code }) => code),
      ["token/github-pat"],
    );
    const { result: inventory } = await ask(3, "tokenward/inventory", {});
    const [found] = (inventory as { tokens: { fingerprint: string; masked: string }[] }).tokens;
    assert.match(found!.fingerprint, /^[0-9a-f]{64}$/);
    assert.ok(!JSON.stringify([report, inventory]).includes(token.slice(10)));
  });
});
