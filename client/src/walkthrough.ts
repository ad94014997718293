/** Tells the walkthrough what was done. */
import * as vscode from "vscode";
import type { ResolveCodeActionSignature } from "vscode-languageclient/node";

/** Lets the editor resolve a code action, and marks the step "Move a value out of the code" done when it was a move. */
export async function noteMovesTried(
  action: vscode.CodeAction,
  cancel: vscode.CancellationToken,
  next: ResolveCodeActionSignature,
): Promise<vscode.CodeAction | null | undefined> {
  const resolved = await next(action, cancel);
  if (resolved?.edit && action.kind?.value === "quickfix.tokenward") {
    await vscode.commands.executeCommand("setContext", "tokenward.moveTried", true);
  }
  return resolved;
}
