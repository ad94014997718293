/** Shows or copies a value out of its own document, after the audit log was told. */
import * as vscode from "vscode";
import { type NoteSeenParams, type NoteSeenResult, noteSeen } from "../../../server/src/protocol.ts";
import type { BriefClipboard } from "../clipboard.ts";
import type { InventoryStore } from "../inventory/store.ts";
import type { Server } from "../server.ts";
import { type Subject, subjectOf } from "./subject.ts";

/** @param argument an entry of the tree, or what a code action gives */
export async function revealValue(argument: unknown, context: ShowContext): Promise<void> {
  const subject = await subjectOf(argument, context.store);
  if (!subject) return;
  const { l10n } = vscode;
  const show = l10n.t("Show");
  const asked = l10n.t("Show the value of this token? The audit log is told who saw it, and when.");
  if ((await vscode.window.showWarningMessage(asked, { modal: true }, show)) !== show) return;
  const value = await valueShown(subject, "revealed", context);
  if (value === undefined) return;
  await vscode.window.showInformationMessage(subject.token?.title ?? "", { modal: true, detail: value });
}

/** @param argument an entry of the tree, or what a code action gives */
export async function copyValue(argument: unknown, context: ShowContext): Promise<void> {
  const subject = await subjectOf(argument, context.store);
  const value = subject && (await valueShown(subject, "copied", context));
  if (value === undefined) return;
  await context.clipboard.copy(value);
  vscode.window.setStatusBarMessage(vscode.l10n.t("Copied; the clipboard is cleared in 30 seconds"), 5000);
}

export interface ShowContext {
  readonly store: InventoryStore;
  readonly server: Server;
  readonly clipboard: BriefClipboard;
}

/** @returns undefined where it is not to be had; the person was told why */
async function valueShown(
  { place }: Subject,
  action: NoteSeenParams["action"],
  { server }: ShowContext,
): Promise<string | undefined> {
  if (!place) return undefined;
  try {
    // The server looks at what is open; it opens without being shown.
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(place.uri, true));
    const params: NoteSeenParams = { uri: place.uri, id: place.id, action };
    const { range, version } = await server.request<NoteSeenResult>(noteSeen, params);
    if (document.version !== version) throw new Error(vscode.l10n.t("The document changed meanwhile."));
    const { start, end } = range;
    return document.getText(new vscode.Range(start.line, start.character, end.line, end.character));
  } catch (error) {
    void vscode.window.showErrorMessage((error as Error).message);
    return undefined;
  }
}
