/** One quiet notice a day of the tokens that are due: to be rotated, about to expire, accepted for longer than was said. */
import * as vscode from "vscode";
import type { InventoryStore } from "./inventory/store.ts";
import { countOfTokens } from "./inventory/words.ts";

const REMINDED = "tokenward.reminded";

/** Says it once a day in a workspace, after the whole of it was scanned, until disposed of. */
export function createReminder(store: InventoryStore, memory: vscode.Memento): vscode.Disposable {
  return store.onDidChange(() => void remind(store, memory));
}

async function remind(store: InventoryStore, memory: vscode.Memento): Promise<void> {
  const due = store.complete ? store.all.filter((token) => token.due) : [];
  const today = new Date().toISOString().slice(0, 10);
  if (due.length === 0 || memory.get(REMINDED) === today) return;
  await memory.update(REMINDED, today);
  const show = vscode.l10n.t("Show");
  const said = vscode.l10n.t(
    "{0} due: to be rotated, about to expire, or accepted until now.",
    countOfTokens(due.length),
  );
  if ((await vscode.window.showInformationMessage(said, show)) !== show) return;
  store.setFilter("is:due");
  await vscode.commands.executeCommand("tokenward.inventory.focus");
}
