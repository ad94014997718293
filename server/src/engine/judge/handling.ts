/** Judges what handling rules suspect into findings: each place once a rule, without what a comment accepts, less sure in tests. */
import type { Catalogue } from "../catalogue.ts";
import { LineIndex, type SourceDocument, type Span } from "../document.ts";
import { excerptOfSpan, type Mask } from "../excerpt.ts";
import type { HandlingFinding, Related, Verdict } from "../finding.ts";
import type { HandlingRule } from "../handling-rule.ts";
import { findingIds } from "../identity.ts";
import { type Confidence, confidences } from "../rule.ts";
import { doubt } from "./judge.ts";
import { isTestPath } from "./place.ts";
import { suppressions } from "./suppression.ts";

/** A match of a handling rule before it was judged. */
export interface HandlingSuspicion {
  readonly rule: HandlingRule;
  readonly span: Span;
  /** Where the value comes from, first to last. */
  readonly trail: readonly Span[];
  /** Literals that may be values: no excerpt shows them. */
  readonly hidden: readonly Span[];
}

export function judgeHandling(
  document: SourceDocument,
  suspicions: readonly HandlingSuspicion[],
  catalogue: Catalogue,
  values: readonly Mask[],
): HandlingFinding[] {
  const lines = new LineIndex(document.text);
  const masks = united(values, suspicions);
  const accepts = suppressions(document.text, lines, catalogue, masks);
  const told = (suspicion: HandlingSuspicion): boolean =>
    suspicion.rule.yields?.includes("token") === true && overlaps(suspicion, values);
  const open = distinct(suspicions).filter((suspicion) => !told(suspicion) && !accepts(suspicion));
  const ids = findingIds(document, lines, open, masks);
  return open.map((suspicion, at) => toFinding(document, lines, suspicion, ids[at]!, masks));
}

/** Whether a value that was found as a token is among those that the suspicion is of. */
const overlaps = ({ span, hidden }: HandlingSuspicion, values: readonly Mask[]): boolean =>
  [span, ...hidden].some(({ start, end }) => values.some((mask) => mask.start < end && start < mask.end));

/** Of what one rule says of one place, or of a part of it, the widest, without what another rule says better; sorted by place. */
function distinct(suspicions: readonly HandlingSuspicion[]): HandlingSuspicion[] {
  const said = new Set(suspicions.map(keyOf));
  const ends = new Map<string, number>();
  return [...suspicions]
    .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end)
    .filter(({ rule, span }) => {
      if (rule.yields?.some((id) => said.has(`${id} ${span.start}`))) return false;
      if ((ends.get(rule.id) ?? -1) >= span.end) return false;
      ends.set(rule.id, span.end);
      return true;
    });
}

const keyOf = ({ rule, span }: HandlingSuspicion): string => `${rule.id} ${span.start}`;

/** The values that were found, and the literals that rules take for values where none was. */
function united(values: readonly Mask[], suspicions: readonly HandlingSuspicion[]): Mask[] {
  const masks = [...values];
  for (const { start, end } of suspicions.flatMap(({ hidden }) => hidden)) {
    if (end > start && !masks.some((mask) => mask.start < end && start < mask.end)) {
      masks.push({ start, end, masked: "..." });
    }
  }
  return masks.sort((a, b) => a.start - b.start);
}

function toFinding(
  document: SourceDocument,
  lines: LineIndex,
  { rule, span, trail }: HandlingSuspicion,
  id: string,
  masks: readonly Mask[],
): HandlingFinding {
  const reasons: Verdict[] = isTestPath(document.path)
    ? [doubt("place", "it stands in a test, a fixture or an example")]
    : [];
  return {
    ruleId: rule.id,
    kind: rule.kind,
    severity: rule.severity,
    confidence: lowered(rule.confidence, reasons.length),
    reasons,
    title: rule.title,
    message: `${rule.title}. ${rule.risk}`,
    path: document.path,
    // What was matched may be a fact, with all that hangs on it.
    span: { start: span.start, end: span.end },
    range: lines.rangeOf(span),
    id,
    excerpt: excerptOfSpan(document.text, lines, masks, span),
    fix: "none",
    ...(rule.presets && { presets: rule.presets }),
    pciDss: rule.pciDss,
    cwe: rule.cwe,
    related: relatedOf(span, trail, lines),
  };
}

const lowered = (confidence: Confidence, steps: number): Confidence =>
  confidences[Math.min(confidences.indexOf(confidence) + steps, confidences.length - 1)]!;

/** The way of the value, where it is longer than the place itself. */
function relatedOf(span: Span, trail: readonly Span[], lines: LineIndex): Related[] {
  return trail
    .filter(({ start, end }) => start !== span.start || end !== span.end)
    .filter(({ start, end }) => start < span.start || end > span.end)
    .map((step, at) => ({
      message: at === 0 ? "The value comes from here." : "It goes on here.",
      range: lines.rangeOf(step),
    }));
}
