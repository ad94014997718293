/** Makes the language client that runs the server as a program of its own. */
import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { CLIENT_ID, clientOptions, isTracing, phaseOf } from "./client-options.ts";
import type { Phase, RunningClient } from "./server.ts";
import type { PlainMoves } from "./walkthrough.ts";

/** @returns a client that is not started */
export function createClient(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  choice: PlainMoves,
): RunningClient {
  const module = vscode.Uri.joinPath(context.extensionUri, "dist", "server.cjs").fsPath;
  // Not the workspace: the server's folder would be locked on Windows, and an untrusted one is no place to start a program in.
  const options = { cwd: context.extensionUri.fsPath };
  return new DiscreetClient(
    CLIENT_ID,
    "Tokenward",
    { module, transport: TransportKind.ipc, options },
    clientOptions(log, choice),
  );
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
