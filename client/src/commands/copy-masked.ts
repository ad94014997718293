/** Copies how a token is shown, for a ticket or a message: never its value. */
import * as vscode from "vscode";
import type { InventoryStore } from "../inventory/store.ts";
import { pickToken } from "./pick-token.ts";

/** @param argument masked text from a code action, or an entry of the tree */
export async function copyMasked(argument: unknown, store: InventoryStore): Promise<void> {
  const masked = typeof argument === "string" ? argument : (await pickToken(argument, store))?.masked;
  if (masked === undefined) return;
  await vscode.env.clipboard.writeText(masked);
  vscode.window.setStatusBarMessage(vscode.l10n.t("Copied {0}", masked), 5000);
}
