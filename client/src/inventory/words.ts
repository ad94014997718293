/** The words of the views for what the inventory holds. */
import * as vscode from "vscode";
import type { ProtocolPlace, ProtocolToken } from "../../../server/src/protocol.ts";

export function countOfTokens(count: number): string {
  return count === 1 ? vscode.l10n.t("1 token") : vscode.l10n.t("{0} tokens", count);
}

export function countOfPlaces(count: number): string {
  return count === 1 ? vscode.l10n.t("1 place") : vscode.l10n.t("{0} places", count);
}

/** One token's severity. */
export function severityOf({ severity }: ProtocolToken): string {
  return { error: vscode.l10n.t("error"), warning: vscode.l10n.t("warning"), info: vscode.l10n.t("info") }[severity];
}

/** How sure the server is that it is a token. */
export function confidenceOf({ confidence }: ProtocolToken): string {
  return {
    high: vscode.l10n.t("high confidence"),
    medium: vscode.l10n.t("medium confidence"),
    low: vscode.l10n.t("low confidence"),
  }[confidence];
}

/** Lines are counted from one, as the editor does. */
export const lineOf = ({ range }: ProtocolPlace): number => range.start.line + 1;
