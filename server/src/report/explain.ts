/** A line explained, as text and as JSON: what was suspected there, what became of it, and what was looked for in vain. */
import { createColors } from "picocolors";
import type { ExplainedSuspicion, LineExplanation, MissedRule, PlaceAsked } from "../engine/explain.ts";
import type { Finding, Verdict } from "../engine/finding.ts";
import { plural } from "./count.ts";

type Colors = ReturnType<typeof createColors>;

export interface Explained {
  /** As in findings. */
  readonly path: string;
  readonly place: PlaceAsked;
  readonly explanation: LineExplanation;
  /** Why a scan does not report a finding that was made. */
  leftOut(finding: Finding): string | undefined;
  /** Why a scan does not read the file at all. */
  readonly fileLeftOut: string | undefined;
}

/** Scripts rely on it: fields are added, never changed. Lines and characters are zero-based, in UTF-16 code units. */
export function explanationJson(
  { path, place, explanation, leftOut, fileLeftOut }: Explained,
  version: string,
): string {
  const shown = {
    version: 1,
    tool: { name: "tokenward", version },
    path,
    ...place,
    ...(fileLeftOut && { leftOut: fileLeftOut }),
    suspicions: explanation.suspicions.map((suspicion) => plain(suspicion, leftOut)),
    missed: explanation.missed.map(({ rule, word, asks }) => ({ ruleId: rule.id, title: rule.title, word, asks })),
  };
  return `${JSON.stringify(shown, null, 2)}\n`;
}

function plain({ rule, range, masked, finding, verdicts }: ExplainedSuspicion, leftOut: Explained["leftOut"]) {
  const reason = finding && leftOut(finding);
  return {
    ruleId: rule.id,
    title: rule.title,
    range,
    masked,
    outcome: finding ? "finding" : "dropped",
    ruleConfidence: rule.confidence,
    ...(finding && { id: finding.id, confidence: finding.confidence }),
    ...(reason && { leftOut: reason }),
    verdicts,
  };
}

/** Rules that were looked for in vain and are named one by one. */
const MOST_MISSED = 12;

/** @param color whether the terminal shows colours */
export function explanationText(explained: Explained, color: boolean): string {
  const { path, place, explanation, leftOut, fileLeftOut } = explained;
  const colors = createColors(color);
  const { line, character } = place;
  const head = colors.underline([path, line + 1, ...(character === undefined ? [] : [character + 1])].join(":"));
  const blocks = explanation.suspicions.map((suspicion) => block(suspicion, leftOut, colors));
  const nothing = `No rule suspected anything here.${explanation.missed.length > 0 ? "" : ` ${WHAT_CALLS}`}`;
  return `${[
    fileLeftOut ? `${head}\n  ${colors.yellow(`Note: ${fileLeftOut}.`)}` : head,
    ...(blocks.length > 0 ? blocks : [`  ${nothing}`]),
    ...missedBlock(explanation.missed, colors),
  ].join("\n\n")}\n`;
}

/** What a rule needs to look at a line at all. */
const WHAT_CALLS =
  "A rule looks where a fixed part of its format stands (ghp_), an issuer's word (datadog), or a name for tokens (password, apiKey) that is given a value.";

function block(
  { rule, range, masked, finding, verdicts }: ExplainedSuspicion,
  leftOut: Explained["leftOut"],
  colors: Colors,
): string {
  const { start, end } = range;
  const until = end.line === start.line ? end.character : `${end.line + 1}:${end.character}`;
  const became = finding ? outcome(finding, rule.confidence, leftOut(finding), colors) : colors.green("Dropped.");
  return [
    `  ${colors.dim(`${start.line + 1}:${start.character + 1}-${until}`)}  ${colors.bold(rule.title)}  ${masked}  ${colors.dim(rule.id)}`,
    `    ${became}`,
    ...verdicts.map((verdict) => `    ${said(verdict)}`),
  ].join("\n");
}

function outcome(finding: Finding, ofRule: string, leftOut: string | undefined, colors: Colors): string {
  const whence = finding.confidence === ofRule ? "as its rule has it" : `its rule has ${ofRule}`;
  const result = `${colors.red("A finding")}, ${finding.confidence} confidence (${whence}).`;
  return leftOut ? `${result} ${colors.yellow(`Not reported: ${leftOut}.`)}` : result;
}

const words = { drop: "dropped by", doubt: "doubted by", assure: "assured by" } as const;

const said = ({ judge, outcome, reason }: Verdict): string => `${words[outcome]} ${judge}: ${reason}`;

/** Patterns can be as long as a page; `tokenward rules show` and the JSON have them whole. */
const LONGEST = 140;

const clipped = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

function missedBlock(missed: readonly MissedRule[], colors: Colors): string[] {
  if (missed.length === 0) return [];
  const named = missed
    .slice(0, MOST_MISSED)
    .map(
      ({ rule, word, asks }) =>
        `    ${rule.title}  ${colors.dim(rule.id)}\n      called by "${word}"; asks for ${clipped(asks)}`,
    );
  const more = missed.length - named.length;
  const rest = more > 0 ? [`    and ${plural(more, "more rule")} (--format json names them)`] : [];
  return [["  Rules that looked here and suspected nothing:", ...named, ...rest].join("\n")];
}
