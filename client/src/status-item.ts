/** The one item in the status bar: how many tokens are known, or that the server is busy or down. */
import * as vscode from "vscode";
import type { InventoryStore } from "./inventory/store.ts";
import { countOfTokens } from "./inventory/words.ts";

/** Shows the store in the status bar until disposed of. */
export function createStatusItem(store: InventoryStore): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("tokenward.status", vscode.StatusBarAlignment.Left);
  item.name = "Tokenward";
  const listening = store.onDidChange(() => update(item, store));
  update(item, store);
  item.show();
  return vscode.Disposable.from(item, listening);
}

function update(item: vscode.StatusBarItem, store: InventoryStore): void {
  const { phase, all } = store;
  const icon = phase === "stopped" ? "warning" : phase === "scanning" ? "loading~spin" : "key";
  const due = all.filter((token) => token.due).length;
  const reminder = due > 0 && phase !== "stopped" ? ` $(watch) ${due}` : "";
  item.text = `$(${icon}) ${phase === "stopped" ? "Tokenward" : all.length}${reminder}`;
  item.tooltip = tooltipOf(store);
  item.command = phase === "stopped" ? "tokenward.restartServer" : "tokenward.inventory.focus";
  item.accessibilityInformation = { label: `Tokenward: ${item.tooltip}`, role: "button" };
}

function tooltipOf({ phase, all }: InventoryStore): string {
  if (phase === "stopped") return vscode.l10n.t("The language server does not run; restart it");
  if (phase === "scanning") return vscode.l10n.t("Scanning; {0} so far", countOfTokens(all.length));
  if (phase === "unscanned") return vscode.l10n.t("No tokens in open documents; the workspace was not scanned");
  if (phase === "clean") return vscode.l10n.t("No tokens found");
  const due = all.filter((token) => token.due).length;
  const counted = countOfTokens(all.length);
  return due > 0 ? vscode.l10n.t("{0}, {1} of them due", counted, due) : counted;
}
