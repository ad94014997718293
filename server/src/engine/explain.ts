/** Explains one line: what was suspected there and what became of it, and which rules looked there and suspected nothing. */
import type { Call } from "./calls.ts";
import type { Catalogue } from "./catalogue.ts";
import { LineIndex, overlaps, type Range, type SourceDocument, type Span } from "./document.ts";
import type { Dismissal, Finding, Suspicion, Verdict } from "./finding.ts";
import { scan } from "./index.ts";
import { nameInText, readAssignment } from "./read/assignment.ts";
import { formOf } from "./read/form.ts";
import type { TokenRule } from "./rule.ts";
import { Secret } from "./secret.ts";

/** What became of one suspicion. Nothing in it holds a value. */
export interface ExplainedSuspicion {
  readonly rule: TokenRule;
  readonly range: Range;
  readonly masked: string;
  /** Absent where it was dropped. */
  readonly finding?: Finding;
  /** What made a finding more or less sure than its rule; else the one verdict that dropped it. */
  readonly verdicts: readonly Verdict[];
}

/** A rule that a word on the line called for, and that suspected nothing there. */
export interface MissedRule {
  readonly rule: TokenRule;
  /** The word that called for it, in lower case: one of the catalogue's own. */
  readonly word: string;
  /** What would have to hold: its format as a pattern, one near a word, or a name's value. */
  readonly asks: string;
}

export interface LineExplanation {
  /** Sorted by place; findings before what they replaced. */
  readonly suspicions: readonly ExplainedSuspicion[];
  /** In the order of their words. */
  readonly missed: readonly MissedRule[];
}

/** Zero-based, as in LSP; without a character the whole line is meant. */
export interface PlaceAsked {
  readonly line: number;
  readonly character?: number;
}

/**
 * @param more what else is suspected, by rules that the catalogue knows and does not look for itself
 * @returns undefined where the text has no such line
 */
export function explainLine(
  document: SourceDocument,
  catalogue: Catalogue,
  place: PlaceAsked,
  now: Date,
  more: readonly Suspicion[] = [],
): LineExplanation | undefined {
  const lines = new LineIndex(document.text);
  if (!Number.isInteger(place.line) || place.line < 0 || place.line >= lines.lineCount) return undefined;
  const { findings, dismissals } = scan(document, catalogue, now, more);
  const onLine = [
    ...findings.map((finding) => ofFinding(finding, catalogue)),
    ...dismissals.map((dismissal) => ofDismissal(document, dismissal, catalogue)),
  ].filter(({ range }) => range.start.line <= place.line && place.line <= range.end.line);
  const looked = new Set(onLine.map(({ rule }) => rule.id));
  return {
    suspicions: onLine.filter(({ range }) => holds(range, place)).sort(byPlace),
    missed: missedOn(document, lines.lineSpan(place.line), catalogue, [...findings, ...dismissals]).filter(
      ({ rule }) => !looked.has(rule.id),
    ),
  };
}

const ofFinding = (finding: Finding, catalogue: Catalogue): ExplainedSuspicion => ({
  rule: catalogue.rule(finding.ruleId)!,
  range: finding.range,
  masked: finding.masked,
  finding,
  verdicts: finding.reasons,
});

function ofDismissal(
  { text }: SourceDocument,
  { ruleId, span, range, verdict }: Dismissal,
  catalogue: Catalogue,
): ExplainedSuspicion {
  const rule = catalogue.rule(ruleId)!;
  return { rule, range, masked: new Secret(text.slice(span.start, span.end)).masked(rule.prefix), verdicts: [verdict] };
}

/** The end counts: a cursor rests between characters. */
function holds({ start, end }: Range, { line, character }: PlaceAsked): boolean {
  if (character === undefined) return true;
  const begun = start.line < line || start.character <= character;
  return begun && (line < end.line || character <= end.character);
}

const byPlace = (a: ExplainedSuspicion, b: ExplainedSuspicion): number =>
  a.range.start.line - b.range.start.line ||
  a.range.start.character - b.range.start.character ||
  Number(b.finding !== undefined) - Number(a.finding !== undefined);

/** The rules whose words stand on the line, each once. */
function missedOn(
  document: SourceDocument,
  { start, end }: Span,
  catalogue: Catalogue,
  suspected: readonly { readonly span: Span }[],
): MissedRule[] {
  const text = document.text.slice(start, end);
  const missed = new Map<string, MissedRule>();
  catalogue.automaton.search(text, (literal, at) => {
    const word = catalogue.literals[literal]!;
    const span = { start: start + at, end: start + at + word.length };
    const around = suspected.flatMap((each) => (overlaps(each.span, span) ? [each.span] : []));
    for (const call of catalogue.callsOf(literal).filter((each) => mayBeNamed(each, span, word, around)))
      for (const miss of missesOf(call, word, document, start + at, catalogue))
        if (!missed.has(miss.rule.id)) missed.set(miss.rule.id, miss);
  });
  return [...missed.values()];
}

/** A word inside a suspected value would tell more of it than its mask does, but for the public prefix of a format. */
function mayBeNamed(call: Call, { start }: Span, word: string, around: readonly Span[]): boolean {
  if (around.length === 0) return true;
  if (call.kind !== "anchor" || !call.rule.prefix.toLowerCase().startsWith(word)) return false;
  return around.every((value) => value.start === start && word.length * 4 <= value.end - value.start);
}

function missesOf(call: Call, word: string, document: SourceDocument, at: number, catalogue: Catalogue): MissedRule[] {
  if (call.kind === "name") return nameMisses(word, document, at, catalogue);
  const { rule } = call;
  const format = `a value of the format ${rule.pattern.source}`;
  if (call.kind === "anchor") return [{ rule, word, asks: format }];
  const named = call.names.length > 0 ? `, beside a name with one of ${call.names.join(", ")}` : "";
  return [{ rule, word, asks: `${format} near the word${named}` }];
}

/** The generic rules of a sensitive name that is given nothing, or of a word that makes no name sensitive. */
function nameMisses(word: string, document: SourceDocument, at: number, catalogue: Catalogue): MissedRule[] {
  const assignment = readAssignment(document.text, nameInText(document.text, at), formOf(document));
  const nameClass = catalogue.classifyName(assignment?.name ?? word);
  const rule = nameClass && catalogue.generic.get(nameClass);
  if (rule && !assignment) return [{ rule, word, asks: "a value that the name is given: none is, here" }];
  if (rule || !assignment) return [];
  const generic = catalogue.generic.get(catalogue.classifyName(word) ?? "token");
  return generic ? [{ rule: generic, word, asks: "a name for a token: this one tells of something else" }] : [];
}
