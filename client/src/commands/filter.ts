/** Asks what the tree should be narrowed to, and narrows it while the person types. */
import * as vscode from "vscode";
import type { InventoryStore } from "../inventory/store.ts";

/** Accepting keeps the filter, leaving brings back the one before. */
export function askForFilter(store: InventoryStore): void {
  const before = store.filter;
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t("Filter Tokens");
  input.placeholder = vscode.l10n.t(
    "Words of the title, issuer, rule or path, or facts: severity:error issuer:github folder:src age:>90 expires:<30",
  );
  input.value = before;
  let accepted = false;
  input.onDidChangeValue((value) => store.setFilter(value));
  input.onDidAccept(() => {
    accepted = true;
    input.hide();
  });
  input.onDidHide(() => {
    if (!accepted) store.setFilter(before);
    input.dispose();
  });
  input.show();
}
