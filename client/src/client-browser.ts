/** Makes the language client that runs the server in a web worker. */
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { CLIENT_ID, clientOptions, isTracing, phaseOf } from "./client-options.ts";
import type { Phase, RunningClient } from "./server.ts";
import type { PlainMoves } from "./walkthrough.ts";

/** Of the web, whose types are not those of this program. */
declare const Worker: new (address: string) => object;

/** @returns a client that is not started */
export function createClient(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  choice: PlainMoves,
): RunningClient {
  const at = (...path: string[]): string => vscode.Uri.joinPath(context.extensionUri, "dist", ...path).toString(true);
  const options = clientOptions(log, choice, { keepsNotes: true, grammars: at("grammars") });
  return new DiscreetClient(CLIENT_ID, "Tokenward", async () => new Worker(at("server-browser.js")), options);
}

/** Traces the names and times of messages and never what they hold: the text of documents, and tokens in it. */
class DiscreetClient extends LanguageClient {
  get phase(): Phase {
    return phaseOf(this);
  }

  override trace(message: string): void {
    if (isTracing()) super.trace(message);
  }
}
