/** Says what is left to do after a value moved, until the person has heard enough of it. */
import * as vscode from "vscode";

const SILENCED_KEY = "tokenward.adviceSilenced";

/**
 * @param advice in whole sentences
 * @param command a command line that runs the program with its values, where there is one
 */
export async function showAdvice(advice: unknown, command: unknown, memory: vscode.Memento): Promise<void> {
  if (typeof advice !== "string" || memory.get(SILENCED_KEY)) return;
  const copy = vscode.l10n.t("Copy Command");
  const never = vscode.l10n.t("Don't Show Again");
  const choices = typeof command === "string" ? [copy, never] : [never];
  const chosen = await vscode.window.showInformationMessage(advice, ...choices);
  if (chosen === copy) await vscode.env.clipboard.writeText(String(command));
  if (chosen === never) await memory.update(SILENCED_KEY, true);
}
