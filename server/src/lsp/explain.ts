/** Explains one line of an open document as a Markdown page: what was suspected there and what became of it. Never a value. */
import * as l10n from "@vscode/l10n";
import { levelOf } from "../config/levels.ts";
import { type ExplainedSuspicion, explainLine, type LineExplanation, type MissedRule } from "../engine/explain.ts";
import type { Finding, Verdict } from "../engine/finding.ts";
import type { Confidence } from "../engine/rule.ts";
import type { ExplainLineParams, ExplainLineResult } from "../protocol.ts";
import { type Analysis, analyse, isShown } from "./analysis.ts";
import type { Session } from "./session.ts";

/** Why a finding is not shown, or undefined where it is. */
type LeftOut = (finding: Finding) => string | undefined;

/** @returns null for documents that are not open and lines that are not there */
export async function explainPlace(
  session: Session,
  { textDocument, line }: ExplainLineParams,
): Promise<ExplainLineResult | null> {
  const analysis = await analyse(session, textDocument.uri);
  const more = analysis && (await suspicionsFor(session, analysis));
  const explanation = analysis && explainLine(analysis.document, session.catalogue, { line }, new Date(), more);
  if (!analysis || !explanation) return null;
  const reason = await leftOutOf(session, analysis);
  return {
    title: `${session.folders.display(analysis.location)}:${line + 1}`,
    markdown: linePage(explanation, reason),
  };
}

/** What was suspected on a line and what became of it, as Markdown. */
export function linePage({ suspicions, missed }: LineExplanation, reason: LeftOut = () => undefined): string {
  const parts = suspicions.length > 0 ? suspicions.map((each) => part(each, reason)) : [nothing(missed)];
  return [...parts, ...missedPart(missed)].join("\n\n");
}

async function suspicionsFor({ configs, teams }: Session, { document, location }: Analysis) {
  const { team } = await configs.of(location);
  return team && teams.suspicionsIn(document, team);
}

async function leftOutOf(session: Session, { location, findings }: Analysis): Promise<LeftOut> {
  const shown = new Set(findings.map(({ id }) => id));
  const [settings, { levels }] = await Promise.all([
    session.settings.for(location.folder?.uri),
    session.configs.of(location),
  ]);
  return (finding) => {
    if (shown.has(finding.id)) return undefined;
    if (levelOf(finding.ruleId, levels) === "off") return l10n.t("`.tokenward.yml` switches its rule off");
    if (!isShown(settings)(finding)) return l10n.t("it is less sure than the setting `tokenward.minConfidence` asks");
    return l10n.t("git or `.tokenward.yml` leaves this file out");
  };
}

function part({ rule, range, masked, finding, verdicts }: ExplainedSuspicion, leftOut: LeftOut): string {
  const place = l10n.t("Column {0}", range.start.character + 1);
  const became = finding ? outcome(finding, rule.confidence, leftOut(finding)) : l10n.t("Dropped.");
  const heading = `## ${rule.title} \`${masked}\`\n\n${place}, \`${rule.id}\``;
  const said = verdicts.map((verdict) => `- ${saying(verdict)}`).join("\n");
  return [heading, became, said].filter(Boolean).join("\n\n");
}

function outcome({ confidence }: Finding, ofRule: Confidence, leftOut: string | undefined): string {
  const result =
    confidence === ofRule
      ? l10n.t("**A finding**, {0}, as its rule has it.", inWords(confidence))
      : l10n.t("**A finding**, {0}; its rule has {1}.", inWords(confidence), inWords(ofRule));
  return leftOut ? `${result} ${l10n.t("Not shown: {0}.", leftOut)}` : result;
}

function inWords(confidence: Confidence): string {
  if (confidence === "high") return l10n.t("high confidence");
  return confidence === "medium" ? l10n.t("medium confidence") : l10n.t("low confidence");
}

function saying({ judge, outcome: became, reason }: Verdict): string {
  const said = escaped(reason);
  if (became === "drop") return l10n.t("Dropped by {0}: {1}", judge, said);
  return became === "doubt" ? l10n.t("Doubted by {0}: {1}", judge, said) : l10n.t("Assured by {0}: {1}", judge, said);
}

/** A reason may quote a comment, which is no Markdown of ours. */
const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>#|!~]/g, "\\$&");

function nothing(missed: readonly MissedRule[]): string {
  const none = l10n.t("No rule suspected anything here.");
  if (missed.length > 0) return none;
  const asked = l10n.t(
    "A rule looks where a fixed part of its format stands (`ghp_`), an issuer's word (`datadog`), or a name for tokens (`password`, `apiKey`) that is given a value.",
  );
  return `${none} ${asked}`;
}

function missedPart(missed: readonly MissedRule[]): string[] {
  if (missed.length === 0) return [];
  const rows = missed.map(
    ({ rule, word, asks }) =>
      `- ${rule.title} (\`${rule.id}\`): ${l10n.t("called by “{0}”; asks for {1}", word, code(clipped(asks)))}`,
  );
  return [`## ${l10n.t("Rules that looked here and suspected nothing")}`, rows.join("\n")];
}

/** Patterns can be as long as a page. */
const LONGEST = 140;

const clipped = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** As code, whatever backticks a pattern holds. */
function code(text: string): string {
  const fence = "`".repeat(1 + Math.max(0, ...Array.from(text.matchAll(/`+/g), ({ 0: run }) => run.length)));
  return `${fence} ${text} ${fence}`;
}
