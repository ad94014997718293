/** Tells the walkthrough what was done, and the choice of providers that a value goes to `.env`. */
import * as vscode from "vscode";
import type { ResolveCodeActionSignature } from "vscode-languageclient/node";

/** What the choice of providers is asked and told here. */
export interface PlainMoves {
  /** The id of the provider that the person chose. */
  readonly chosen: string | undefined;
  /** @param uri of the document whose value goes to `.env` */
  askAfterPlainMove(uri: string): Promise<void>;
}

/** Lets the editor resolve a code action, and marks the step "Move a value out of the code" done when it was a move. */
export const noteMovesTried =
  (choice: PlainMoves) =>
  async (
    action: vscode.CodeAction,
    cancel: vscode.CancellationToken,
    next: ResolveCodeActionSignature,
  ): Promise<vscode.CodeAction | null | undefined> => {
    const resolved = await next(action, cancel);
    const document = vscode.window.activeTextEditor?.document;
    if (resolved?.edit && action.kind?.value === "quickfix.tokenward") {
      await vscode.commands.executeCommand("setContext", "tokenward.moveTried", true);
      // Not waited for: the edit does not depend on the answer.
      if (document) void choice.askAfterPlainMove(document.uri.toString());
    }
    return resolved;
  };
