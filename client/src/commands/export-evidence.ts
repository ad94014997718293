/** Saves the evidence report of the workspace where the person says. */
import * as vscode from "vscode";
import { type ExportEvidenceParams, type ExportEvidenceResult, exportEvidence } from "../../../server/src/protocol.ts";
import type { Server } from "../server.ts";

interface FormatItem extends vscode.QuickPickItem {
  readonly format: ExportEvidenceParams["format"];
  readonly extension: string;
}

export async function exportReport(server: Server): Promise<void> {
  const { l10n } = vscode;
  const title = l10n.t("Export Evidence Report");
  const picked = await vscode.window.showQuickPick(formats(), { title, matchOnDetail: true });
  const folder = picked && vscode.workspace.workspaceFolders?.[0];
  if (!picked || !folder) return;
  const day = new Date().toISOString().slice(0, 10);
  const defaultUri = vscode.Uri.joinPath(folder.uri, `tokens-${day}.${picked.extension}`);
  const target = await vscode.window.showSaveDialog({ title, defaultUri });
  if (!target) return;
  try {
    const params: ExportEvidenceParams = { format: picked.format };
    const { text } = await vscode.window.withProgress({ location: { viewId: "tokenward.inventory" } }, () =>
      server.request<ExportEvidenceResult>(exportEvidence, params),
    );
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    await offerOpening(target, picked.format);
  } catch (error) {
    void vscode.window.showErrorMessage((error as Error).message);
  }
}

async function offerOpening(target: vscode.Uri, format: FormatItem["format"]): Promise<void> {
  const open = vscode.l10n.t("Open");
  const name = target.path.slice(target.path.lastIndexOf("/") + 1);
  const chosen = await vscode.window.showInformationMessage(vscode.l10n.t("{0} is written.", name), open);
  if (chosen !== open) return;
  if (format === "html") await vscode.env.openExternal(target);
  else await vscode.commands.executeCommand("vscode.open", target);
}

function formats(): FormatItem[] {
  const { l10n } = vscode;
  return [
    { format: "html", extension: "html", label: "HTML", detail: l10n.t("One page to mail or print") },
    { format: "markdown", extension: "md", label: "Markdown", detail: l10n.t("For a wiki or a ticket") },
    { format: "csv", extension: "csv", label: "CSV", detail: l10n.t("One row a token, for a spreadsheet") },
    { format: "json", extension: "json", label: "JSON", detail: l10n.t("As `tokenward inventory` writes it") },
    {
      format: "cyclonedx",
      extension: "cdx.json",
      label: "CycloneDX",
      detail: l10n.t("A bill of materials, version 1.6"),
    },
    { format: "sarif", extension: "sarif", label: "SARIF", detail: l10n.t("For code scanning, version 2.1.0") },
  ];
}
