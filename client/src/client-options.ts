/** What both language clients are made with: which documents they send, what they tell at the start. */
import * as vscode from "vscode";
import {
  type BaseLanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
} from "vscode-languageclient";
import { clientCommands, type InitializationOptions } from "../../server/src/protocol.ts";
import type { Phase } from "./server.ts";
import { noteMovesTried, type PlainMoves } from "./walkthrough.ts";

/** Output panes and the sides of a comparison are shown documents too, but nothing in them is the person's to fix. */
const SCHEMES = ["file", "untitled", "vscode-notebook-cell", "vscode-vfs"];

/** The id under which there is no setting that asks for whole messages. */
export const CLIENT_ID = "tokenward-server";

/** @param more what one of the clients tells besides */
export function clientOptions(
  log: vscode.LogOutputChannel,
  choice: PlainMoves,
  more: Partial<InitializationOptions> = {},
): LanguageClientOptions {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const schemes = new Set([...SCHEMES, ...folders.map(({ uri }) => uri.scheme)]);
  return {
    documentSelector: [...schemes].map((scheme) => ({ scheme })),
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: (): InitializationOptions => ({
      trusted: vscode.workspace.isTrusted,
      readsFiles: true,
      commands: Object.values(clientCommands),
      ...(choice.chosen !== undefined && { provider: choice.chosen }),
      ...(vscode.l10n.bundle && { messages: vscode.l10n.bundle }),
      ...more,
    }),
    middleware: { resolveCodeAction: noteMovesTried(choice) },
  };
}

export function phaseOf({ state }: BaseLanguageClient): Phase {
  if (state === State.Running) return "running";
  return state === State.Starting ? "starting" : "stopped";
}

/** Whether the names and times of messages are traced. */
export const isTracing = (): boolean =>
  vscode.workspace.getConfiguration("tokenward").get("trace.server") === "messages";
