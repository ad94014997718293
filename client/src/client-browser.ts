/** Makes the language client that runs the server in a web worker. */
import * as vscode from "vscode";
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type LanguageClientOptions,
} from "vscode-languageclient/browser";
import { CLIENT_ID, clientOptions, isTracing, phaseOf } from "./client-options.ts";
import type { Phase, RunningClient } from "./server.ts";
import type { PlainMoves } from "./walkthrough.ts";

/** Of the web, whose types are not those of this program. */
interface WebWorker {
  terminate(): void;
}
declare const Worker: new (address: string) => WebWorker;

/** @returns a client that is not started */
export function createClient(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  choice: PlainMoves,
): RunningClient {
  const at = (...path: string[]): string => vscode.Uri.joinPath(context.extensionUri, "dist", ...path).toString(true);
  const options = clientOptions(log, choice, { keepsNotes: true, grammars: at("grammars") });
  return new DiscreetClient(new Worker(at("server-browser.js")), options);
}

/** Traces the names and times of messages and never what they hold: the text of documents, and tokens in it. */
class DiscreetClient extends LanguageClient {
  readonly #worker: WebWorker;

  constructor(worker: WebWorker, options: LanguageClientOptions) {
    // The library knows a worker by its class, which the editor has made another one.
    const transports = {
      reader: new BrowserMessageReader(worker as never),
      writer: new BrowserMessageWriter(worker as never),
    };
    super(CLIENT_ID, "Tokenward", async () => transports, options);
    this.#worker = worker;
  }

  get phase(): Phase {
    return phaseOf(this);
  }

  override trace(message: string): void {
    if (isTracing()) super.trace(message);
  }

  override async dispose(timeout?: number): Promise<void> {
    try {
      await super.dispose(timeout);
    } finally {
      this.#worker.terminate();
    }
  }
}
