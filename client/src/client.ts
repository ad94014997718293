/** Makes the language client: which program it runs, which documents it sends, what it tells at the start. */
import * as vscode from "vscode";
import {
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from "vscode-languageclient/node";
import { clientCommands, type InitializationOptions } from "../../server/src/protocol.ts";
import { noteMovesTried, type PlainMoves } from "./walkthrough.ts";

/** Output panes and the sides of a comparison are shown documents too, but nothing in them is the person's to fix. */
const SCHEMES = ["file", "untitled", "vscode-notebook-cell", "vscode-vfs"];

export type Phase = "starting" | "running" | "stopped";

/** @returns a client that is not started */
export function createClient(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  choice: PlainMoves,
): DiscreetClient {
  const module = vscode.Uri.joinPath(context.extensionUri, "dist", "server.cjs").fsPath;
  // Not the workspace: the server's folder would be locked on Windows, and an untrusted one is no place to start a program in.
  const options = { cwd: context.extensionUri.fsPath };
  return new DiscreetClient({ module, transport: TransportKind.ipc, options }, clientOptions(log, choice));
}

function clientOptions(log: vscode.LogOutputChannel, choice: PlainMoves): LanguageClientOptions {
  return {
    documentSelector: SCHEMES.map((scheme) => ({ scheme })),
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: (): InitializationOptions => ({
      trusted: vscode.workspace.isTrusted,
      readsFiles: true,
      commands: Object.values(clientCommands),
      ...(choice.chosen !== undefined && { provider: choice.chosen }),
      ...(vscode.l10n.bundle && { messages: vscode.l10n.bundle }),
    }),
    middleware: { resolveCodeAction: noteMovesTried(choice) },
  };
}

/** Traces the names and times of messages and never what they hold: the text of documents, and tokens in it. */
export class DiscreetClient extends LanguageClient {
  constructor(server: ConstructorParameters<typeof LanguageClient>[2], options: LanguageClientOptions) {
    // The library reads "<id>.trace.server", which can ask for whole messages; under this id there is no such setting.
    super("tokenward-server", "Tokenward", server, options);
  }

  get phase(): Phase {
    if (this.state === State.Running) return "running";
    return this.state === State.Starting ? "starting" : "stopped";
  }

  override trace(message: string): void {
    const level = vscode.workspace.getConfiguration("tokenward").get("trace.server");
    if (level === "messages") super.trace(message);
  }
}
