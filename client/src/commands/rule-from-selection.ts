/** Makes a rule of what is selected: a rule file to be looked through and saved, without the value. */
import * as vscode from "vscode";
import { type DraftRuleParams, type DraftRuleResult, draftRule } from "../../../server/src/protocol.ts";
import type { Server } from "../server.ts";

const ISSUER = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

export async function ruleFromSelection(server: Server): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor || editor.selection.isEmpty) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("Select the value that the rule is to find"), 5000);
    return;
  }
  const { document, selection } = editor;
  const issuer = await vscode.window.showInputBox({
    prompt: vscode.l10n.t("Who issues such tokens?"),
    placeHolder: "acme-pay",
    validateInput: (text) => (ISSUER.test(text) ? undefined : vscode.l10n.t("Words in lower case, joined by hyphens")),
  });
  if (issuer === undefined) return;
  const range = { start: selection.start, end: selection.end };
  const params: DraftRuleParams = { textDocument: { uri: document.uri.toString() }, range, issuer };
  const drafted = await server.request<DraftRuleResult | null>(draftRule, params);
  if (!drafted) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("The value has no beginning of its own, such as acme_live_, that a rule could find it by."),
    );
    return;
  }
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ language: "yaml", content: drafted.text }),
    { viewColumn: vscode.ViewColumn.Beside },
  );
}
