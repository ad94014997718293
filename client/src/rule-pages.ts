/** Pages that explain a rule: read-only documents which the server writes. */
import * as vscode from "vscode";
import { type ExplainRuleParams, type ExplainRuleResult, explainRule } from "../../server/src/protocol.ts";
import type { Server } from "./server.ts";

const SCHEME = "tokenward-rule";

/** Lets the editor open the pages that `showRulePage` names. */
export function registerRulePages(server: Server): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: (uri, cancel) => write(server, ruleOf(uri), cancel),
  });
}

/** Opens the page of a rule, rendered where the editor can render Markdown. */
export async function showRulePage(ruleId: string): Promise<void> {
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${ruleId}.md` });
  try {
    await vscode.commands.executeCommand("markdown.showPreview", uri);
  } catch {
    // The built-in Markdown extension can be switched off; the source reads well too.
    await vscode.window.showTextDocument(uri);
  }
}

const ruleOf = (uri: vscode.Uri): string => uri.path.replace(/^\//, "").replace(/\.md$/, "");

async function write(server: Server, ruleId: string, cancel: vscode.CancellationToken): Promise<string> {
  const params: ExplainRuleParams = { ruleId };
  const rule = await server.request<ExplainRuleResult | null>(explainRule, params, cancel);
  return rule ? `# ${rule.title}\n\n${rule.markdown}` : vscode.l10n.t("There is no rule {0}.", ruleId);
}
