/** The words of the views for what the inventory holds. */
import * as vscode from "vscode";
import type { ProtocolPlace, ProtocolToken } from "../../../server/src/protocol.ts";

export function countOfTokens(count: number): string {
  return count === 1 ? vscode.l10n.t("1 token") : vscode.l10n.t("{0} tokens", count);
}

export function countOfPlaces(count: number): string {
  return count === 1 ? vscode.l10n.t("1 place") : vscode.l10n.t("{0} places", count);
}

/** What is known of a token beside its name: severity, confidence, expiry, and whether git has it. */
export function factsOf(token: ProtocolToken): string[] {
  const facts = [severityOf(token), confidenceOf(token)];
  const expiry = expiryOf(token);
  if (expiry) facts.push(expiry);
  if (token.tracked) facts.push(vscode.l10n.t("in git"));
  return facts;
}

function severityOf({ severity }: ProtocolToken): string {
  return { error: vscode.l10n.t("error"), warning: vscode.l10n.t("warning"), info: vscode.l10n.t("info") }[severity];
}

function confidenceOf({ confidence }: ProtocolToken): string {
  return {
    high: vscode.l10n.t("high confidence"),
    medium: vscode.l10n.t("medium confidence"),
    low: vscode.l10n.t("low confidence"),
  }[confidence];
}

/** When it expires or did, where that is known. */
export function expiryOf({ expires }: ProtocolToken): string | undefined {
  if (!expires) return undefined;
  const date = new Date(expires);
  const day = date.toLocaleDateString(vscode.env.language, { dateStyle: "medium" });
  return date.getTime() < Date.now() ? vscode.l10n.t("expired {0}", day) : vscode.l10n.t("expires {0}", day);
}

/** Lines are counted from one, as the editor does. */
export const lineOf = ({ range }: ProtocolPlace): number => range.start.line + 1;

/** The file's name and the line: what still fits beside a title. */
export const shortPlace = (place: ProtocolPlace): string =>
  `${place.path.slice(place.path.lastIndexOf("/") + 1)}:${lineOf(place)}`;
