/** A rule in words, as Markdown: what the token opens, what is known of it, what to do. Never a value. */
import * as l10n from "@vscode/l10n";
import type { HandlingRule, Rule } from "../engine/handling-rule.ts";
import { type Confidence, riskOf, type TokenRule } from "../engine/rule.ts";

/** What is known of the token at hand, where there is one. */
export interface Shown {
  readonly masked: string;
  readonly confidence: Confidence;
  /** ISO 8601. */
  readonly expires?: string;
  /** What the token says of itself: names and Markdown. */
  readonly own?: readonly (readonly [string, string | undefined])[];
  /** What the inventory knows of it, in a few words. */
  readonly facts?: string;
}

/** @returns headed by the token at hand; without one it has no heading, for the page has its title */
export function rulePage(rule: Rule, shown?: Shown): string {
  if (rule.kind === "handling") return handlingPage(rule, shown !== undefined);
  return [shown && heading(rule, shown), riskOf(rule), facts(rule, shown), advice(rule), links(rule)]
    .filter(Boolean)
    .join("\n\n");
}

/** What is risked, what to do, and what it relates to. */
export function handlingPage({ id, title, risk, advice, pciDss, cwe, sources }: HandlingRule, headed: boolean): string {
  const related = [...pciDss.map((requirement) => `PCI DSS ${requirement}`), ...cwe].join(", ");
  const page = sources[0] ? `[${id}](${sources[0]})` : `\`${id}\``;
  return [headed && `**${title}**`, risk, advice, related && l10n.t("Relates to {0}.", related), page]
    .filter(Boolean)
    .join("\n\n");
}

const heading = ({ title }: TokenRule, { masked }: Shown): string => `**${title}** \`${masked}\``;

function facts(rule: TokenRule, shown: Shown | undefined): string {
  const rows: readonly (readonly [string, string | undefined])[] = [
    [l10n.t("Issuer"), rule.issuer],
    [l10n.t("Reach"), rule.scope],
    [l10n.t("Lifetime"), rule.lifetime],
    ...(shown?.own ?? []),
    [l10n.t("Expires"), shown?.expires],
    [l10n.t("Known of it"), shown?.facts],
    [l10n.t("How sure"), inWords(shown?.confidence ?? rule.confidence)],
  ];
  return rows.flatMap(([name, what]) => (what ? [`- ${name}: ${what}`] : [])).join("\n");
}

function inWords(confidence: Confidence): string {
  if (confidence === "high")
    return l10n.t("very likely a token: its format, or all that speaks for it, is hard to mistake");
  if (confidence === "medium")
    return l10n.t("probably a token: something speaks against it, or its format is shared by other things");
  return l10n.t("perhaps a token: much here could also be an example or another kind of value");
}

function advice({ revoke, trigger }: TokenRule): string {
  // What is to be done with a whole file, the risk has told.
  if (trigger.kind === "file") return "";
  const move = l10n.t(
    "Move it out of the text, and replace it at its issuer: whoever could read this text may hold it already.",
  );
  return revoke ? `${move} [${l10n.t("Open the revocation page")}](${revoke})` : move;
}

function links({ id, sources }: TokenRule): string {
  return sources[0] ? `[${id}](${sources[0]})` : `\`${id}\``;
}
