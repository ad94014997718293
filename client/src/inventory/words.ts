/** The words of the views for what the inventory holds. */
import * as vscode from "vscode";
import type { ProtocolPlace, ProtocolToken } from "../../../server/src/protocol.ts";
import { daysUntil } from "./dates.ts";
import { type DaySpan, type Group, spans, UNKNOWN } from "./grouping.ts";

export function countOfTokens(count: number): string {
  return count === 1 ? vscode.l10n.t("1 token") : vscode.l10n.t("{0} tokens", count);
}

export function countOfPlaces(count: number): string {
  return count === 1 ? vscode.l10n.t("1 place") : vscode.l10n.t("{0} places", count);
}

/** What is known of a token beside its name: severity, confidence, state, age, expiry, owner, and whether git has it. */
export function factsOf(token: ProtocolToken): string[] {
  const { state, ageDays, overdue, owner, scope, environments = [], tracked, inHistory } = token;
  const said = [
    severityOf(token),
    confidenceOf(token),
    state === "found" ? undefined : stateName(state),
    expiryOf(token),
    ageDays === undefined ? undefined : ageOf(ageDays),
    overdue ? vscode.l10n.t("to be rotated") : undefined,
    scope,
    ...environments,
    owner && vscode.l10n.t("owner {0}", owner),
    tracked || inHistory ? vscode.l10n.t("in git") : undefined,
  ];
  return said.filter((fact) => fact !== undefined && fact !== "") as string[];
}

const ageOf = (days: number): string => (days === 1 ? vscode.l10n.t("1 day old") : vscode.l10n.t("{0} days old", days));

/** What a group is called. */
export function labelOf({ grouping, key }: Pick<Group, "grouping" | "key">): string {
  if (key === UNKNOWN) return grouping === "expiry" ? vscode.l10n.t("Expiry unknown") : vscode.l10n.t("Unknown");
  if (grouping === "severity") return severityGroup(key);
  if (grouping === "state") return stateName(key);
  if (grouping === "age") return ageSpan(spans.age.find((span) => span.key === key)!);
  if (grouping === "expiry") return expirySpan(spans.expiry.find((span) => span.key === key)!);
  return key;
}

function severityGroup(severity: string): string {
  if (severity === "error") return vscode.l10n.t("Errors");
  return severity === "warning" ? vscode.l10n.t("Warnings") : vscode.l10n.t("Information");
}

function stateName(state: string): string {
  const names: Readonly<Record<string, string>> = {
    found: vscode.l10n.t("Found"),
    moved: vscode.l10n.t("Moved"),
    rotated: vscode.l10n.t("Rotated"),
    revoked: vscode.l10n.t("Revoked"),
    accepted: vscode.l10n.t("Accepted"),
  };
  return names[state] ?? state;
}

function ageSpan({ from, to }: DaySpan): string {
  if (to === Number.POSITIVE_INFINITY) return vscode.l10n.t("Over a year old");
  return from <= 0 ? vscode.l10n.t("Under {0} days old", to) : vscode.l10n.t("{0} to {1} days old", from, to - 1);
}

function expirySpan({ from, to }: DaySpan): string {
  if (to <= 0) return vscode.l10n.t("Expired");
  if (to === Number.POSITIVE_INFINITY) return vscode.l10n.t("Expires in over a year");
  return from <= 0
    ? vscode.l10n.t("Expires within {0} days", to)
    : vscode.l10n.t("Expires in {0} to {1} days", from, to - 1);
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
  const day = new Date(expires).toLocaleDateString(vscode.env.language, { dateStyle: "medium" });
  return daysUntil(expires) < 0 ? vscode.l10n.t("expired {0}", day) : vscode.l10n.t("expires {0}", day);
}

/** Lines are counted from one, as the editor does. */
export const lineOf = ({ range }: ProtocolPlace): number => range.start.line + 1;

/** The file's name and the line: what still fits beside a title. */
export const shortPlace = (place: ProtocolPlace): string =>
  `${place.path.slice(place.path.lastIndexOf("/") + 1)}:${lineOf(place)}`;
