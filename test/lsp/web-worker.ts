/** The server as browsers run it: bundled for them, in a worker that has only what web workers have. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import { builtGrammarFolder } from "../handling-examples.ts";

/** A web worker's global scope, made of nothing but the language and web APIs. */
const SCOPE = `
const { parentPort, workerData } = require("node:worker_threads");
const vm = require("node:vm");
const { readFile } = require("node:fs/promises");
const fetch = async (address) => ({ ok: true, arrayBuffer: async () => (await readFile(new URL(address))).slice().buffer });
const scope = { fetch, TextEncoder, TextDecoder, URL, crypto, atob, btoa, AbortController, performance, setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask };
const port = { postMessage: (message) => parentPort.postMessage(message), addEventListener: () => {} };
const context = vm.createContext({ ...scope, ...port });
vm.runInContext("globalThis.self = globalThis", context);
vm.runInContext(workerData, context);
parentPort.on("message", (data) => context.onmessage({ data }));
`;

/** What the client names as the folder of grammars. */
export const grammars = pathToFileURL(builtGrammarFolder).href;

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

export class WebWorkerServer {
  readonly #worker: Worker;
  readonly #answers = new Map<number, (answer: Message) => void>();
  readonly #failures: ((error: unknown) => void)[] = [];
  #count = 0;

  /** @param answer what the client says to the server's own requests */
  private constructor(source: string, answer: (method: string, params: unknown) => unknown) {
    this.#worker = new Worker(SCOPE, { eval: true, workerData: source });
    this.#worker.on("error", (error) => {
      for (const fail of this.#failures) fail(error);
    });
    this.#worker.on("message", ({ id, method, params, ...message }: Message) => {
      if (id === undefined) return;
      if (method === undefined) this.#answers.get(id as number)?.(message);
      else this.#worker.postMessage({ jsonrpc: "2.0", id, result: answer(method, params) ?? null });
    });
  }

  static async start(answer: (method: string, params: unknown) => unknown = () => null): Promise<WebWorkerServer> {
    const { outputFiles } = await build({
      entryPoints: [join(import.meta.dirname, "../../server/src/main-browser.ts")],
      bundle: true,
      write: false,
      platform: "browser",
      format: "iife",
      target: "es2022",
      logLevel: "silent",
    });
    return new WebWorkerServer(outputFiles[0]!.text, answer);
  }

  async ask<Result>(method: string, params: unknown): Promise<Result> {
    const id = ++this.#count;
    const answer = await new Promise<Message>((resolve, reject) => {
      this.#failures.push(reject);
      this.#answers.set(id, resolve);
      this.#worker.postMessage({ jsonrpc: "2.0", id, method, params });
    });
    return answer.result as Result;
  }

  tell(method: string, params: unknown): void {
    this.#worker.postMessage({ jsonrpc: "2.0", method, params });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
