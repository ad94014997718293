/** The language status item: which part of the document shown is not looked at, where it is too large for that. */
import * as vscode from "vscode";
import type { UnseenLines } from "../../server/src/protocol.ts";
import type { Server } from "./server.ts";

/** Shows what the server says of the document in the active editor until disposed of. */
export function createLanguageStatus(server: Server): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem("tokenward.unseen", []);
  const unseen = new Map<string, UnseenLines>();
  const update = (): void => {
    const active = vscode.window.activeTextEditor?.document.uri;
    const lines = active && unseen.get(active.toString());
    item.selector = lines ? { scheme: active.scheme } : [];
    if (lines) show(item, lines);
  };
  return vscode.Disposable.from(
    item,
    server.onDidChangeUnseen(({ uri, lines }) => {
      if (lines) unseen.set(uri, lines);
      else unseen.delete(uri);
      update();
    }),
    server.onDidStart(() => {
      unseen.clear();
      update();
    }),
    vscode.window.onDidChangeActiveTextEditor(update),
  );
}

function show(item: vscode.LanguageStatusItem, { first, last }: UnseenLines): void {
  item.name = "Tokenward";
  item.severity = vscode.LanguageStatusSeverity.Warning;
  item.text = vscode.l10n.t("Lines {0} to {1} were not looked at", first + 1, last + 1);
  item.detail = vscode.l10n.t("This document takes too long to scan; what is edited there is looked at");
}
