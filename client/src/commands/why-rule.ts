/** Shows why a rule is on, at this severity, in the active document. */
import * as vscode from "vscode";
import { type WhyRuleParams, type WhyRuleResult, whyRule } from "../../../server/src/protocol.ts";
import type { Server } from "../server.ts";

/** @param argument a rule's id; else it is that of the problem at the cursor, or is asked for */
export async function showWhyRule(argument: unknown, server: Server): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("Open the document that is meant"), 5000);
    return;
  }
  const ruleId = typeof argument === "string" ? argument : (ruleAt(editor) ?? (await askForRule()));
  if (ruleId === undefined) return;
  const params: WhyRuleParams = { textDocument: { uri: editor.document.uri.toString() }, ruleId };
  const why = await server.request<WhyRuleResult | null>(whyRule, params);
  const content = why ? `# ${why.title}\n\n${why.markdown}\n` : vscode.l10n.t("There is no rule {0}.", ruleId);
  const page = await vscode.workspace.openTextDocument({ language: "markdown", content });
  await vscode.window.showTextDocument(page, { viewColumn: vscode.ViewColumn.Beside, preview: true });
}

function ruleAt({ document, selection }: vscode.TextEditor): string | undefined {
  const ours = vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source, range }) => source === "tokenward" && range.intersection(selection) !== undefined);
  const code = ours
    .map(({ code: each }) => (typeof each === "object" ? each.value : each))
    .find((each) => each !== "config");
  return typeof code === "string" ? code : undefined;
}

const askForRule = (): Thenable<string | undefined> =>
  vscode.window.showInputBox({ prompt: vscode.l10n.t("Which rule?"), placeHolder: "token/github-pat" });
