/** Judges suspicions into findings: an ordered list of judges, then one finding a value. */
import type { Catalogue } from "../catalogue.ts";
import { LineIndex, overlaps, type SourceDocument, type Span } from "../document.ts";
import type { Dismissal, Finding, Suspicion, Verdict } from "../finding.ts";
import { findingIds } from "../identity.ts";
import { type Confidence, confidences } from "../rule.ts";
import { Secret } from "../secret.ts";
import { checksum } from "./checksum.ts";
import type { Case, Judge } from "./judge.ts";
import { place } from "./place.ts";
import { placeholder } from "./placeholder.ts";
import { rarity } from "./rarity.ts";
import { reference } from "./reference.ts";
import { structure } from "./structure.ts";
import { suppressions } from "./suppression.ts";
import { words } from "./words.ts";

/** In this order: those that know for certain first, those that only doubt last. */
const judges: readonly Judge[] = [reference, placeholder, structure, words, rarity, checksum, place];

export interface Judged {
  readonly findings: readonly Finding[];
  readonly dismissals: readonly Dismissal[];
}

interface Kept {
  readonly suspicion: Suspicion;
  readonly confidence: Confidence;
}

export function judge(document: SourceDocument, suspicions: readonly Suspicion[], catalogue: Catalogue): Judged {
  const lines = new LineIndex(document.text);
  const dismissals: Dismissal[] = [];
  const dismiss = ({ rule, span }: Suspicion, verdict: Verdict): void => {
    dismissals.push({ ruleId: rule.id, range: lines.rangeOf(span), verdict });
  };
  const kept: Kept[] = [];
  for (const suspicion of suspicions) {
    const verdicts = hear(document, suspicion);
    const dropped = verdicts.find(({ outcome }) => outcome === "drop");
    if (dropped) dismiss(suspicion, dropped);
    else kept.push({ suspicion, confidence: lowered(suspicion.confidence, verdicts.length) });
  }
  const suppressed = suppressions(document.text, lines, catalogue);
  const winners = settle(kept, (loser, winner) => dismiss(loser.suspicion, { judge: "overlap", reason: `${winner.suspicion.rule.id} says more of the same value`, outcome: "drop" }));
  const open = winners.filter(({ suspicion }) => {
    const verdict = suppressed(suspicion);
    if (verdict) dismiss(suspicion, verdict);
    return !verdict;
  });
  return { findings: toFindings(document, lines, open, suspicions.map(({ span }) => span)), dismissals };
}

/** The verdicts up to the first that drops. */
function hear(document: SourceDocument, suspicion: Suspicion): Verdict[] {
  const suspected: Case = {
    suspicion,
    document,
    value: document.text.slice(suspicion.span.start, suspicion.span.end),
    generic: suspicion.rule.trigger.kind === "name",
  };
  const verdicts: Verdict[] = [];
  for (const look of judges) {
    const verdict = look(suspected);
    if (!verdict) continue;
    verdicts.push(verdict);
    if (verdict.outcome === "drop") break;
  }
  return verdicts;
}

const lowered = (confidence: Confidence, doubts: number): Confidence =>
  confidences[Math.min(confidences.indexOf(confidence) + doubts, confidences.length - 1)]!;

/** Of suspicions on the same value the most telling stays: a format over a name, the surer, the longer. */
function settle(kept: readonly Kept[], lose: (loser: Kept, winner: Kept) => void): Kept[] {
  const winners: Kept[] = [];
  for (const candidate of [...kept].sort(byWorth)) {
    const winner = winners.find((other) => overlaps(other.suspicion.span, candidate.suspicion.span));
    if (winner) lose(candidate, winner);
    else winners.push(candidate);
  }
  return winners.sort((a, b) => a.suspicion.span.start - b.suspicion.span.start);
}

const triggers = ["anchor", "near", "name"];

function byWorth(a: Kept, b: Kept): number {
  const [first, second] = [a.suspicion, b.suspicion];
  return (
    confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence) ||
    triggers.indexOf(first.rule.trigger.kind) - triggers.indexOf(second.rule.trigger.kind) ||
    second.span.end - second.span.start - (first.span.end - first.span.start) ||
    (first.rule.id < second.rule.id ? -1 : 1)
  );
}

function toFindings(document: SourceDocument, lines: LineIndex, kept: readonly Kept[], values: readonly Span[]): Finding[] {
  const ids = findingIds(document, lines, kept.map(({ suspicion }) => suspicion), values);
  return kept.map(({ suspicion: { rule, span, name }, confidence }, at) => {
    const secret = new Secret(document.text.slice(span.start, span.end));
    return {
      ruleId: rule.id,
      kind: rule.kind,
      severity: rule.severity,
      confidence,
      title: rule.title,
      message: `${rule.title}. ${rule.risk}`,
      issuer: rule.issuer,
      path: document.path,
      span,
      range: lines.rangeOf(span),
      id: ids[at]!,
      masked: secret.masked(rule.prefix),
      secret,
      fix: "none",
      pciDss: rule.pciDss,
      cwe: rule.cwe,
      related: [],
      ...(name && { name }),
    };
  });
}
