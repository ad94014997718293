/** Judges suspicions into findings: an ordered list of judges, then one finding a value. */
import type { Catalogue } from "../catalogue.ts";
import { LineIndex, type SourceDocument, type Span } from "../document.ts";
import { excerptOf, type Mask } from "../excerpt.ts";
import { expiryOf } from "../expiry.ts";
import type { Dismissal, Finding, Related, Suspicion, Verdict } from "../finding.ts";
import { findingIds } from "../identity.ts";
import { type Form, formOf } from "../read/form.ts";
import { type Confidence, confidences, riskOf, severities, type TokenRule } from "../rule.ts";
import { Secret } from "../secret.ts";
import { toldOf } from "../told.ts";
import { checksum } from "./checksum.ts";
import { companyOf } from "./company.ts";
import { companiesOf } from "./group.ts";
import { assure, type Case, doubt, drop, type Judge } from "./judge.ts";
import { length } from "./length.ts";
import { place } from "./place.ts";
import { placeholder } from "./placeholder.ts";
import { rarity } from "./rarity.ts";
import { reference } from "./reference.ts";
import { signed } from "./signed.ts";
import { structure } from "./structure.ts";
import { suppressions } from "./suppression.ts";
import { words } from "./words.ts";

/** In this order: those that know for certain first, those that only doubt last. */
const judges: readonly Judge[] = [length, reference, signed, placeholder, structure, words, rarity, checksum, place];

export interface Judged {
  readonly findings: readonly Finding[];
  readonly dismissals: readonly Dismissal[];
  /** Every value of the text, sorted by place, and what is shown instead: of the findings and of what comments accept. */
  readonly masks: readonly Mask[];
  /** Some of the document was left out, as it held too many places to look at. */
  readonly incomplete?: true;
}

interface Kept {
  readonly suspicion: Suspicion;
  readonly confidence: Confidence;
  /** What made it more or less sure than its rule. */
  readonly reasons: readonly Verdict[];
  /** What belongs to it. */
  readonly related?: readonly Related[];
}

export function judge(
  document: SourceDocument,
  suspicions: readonly Suspicion[],
  catalogue: Catalogue,
  now: Date,
): Judged {
  if (suspicions.length === 0) return { findings: [], dismissals: [], masks: [] };
  const lines = new LineIndex(document.text);
  const form = formOf(document);
  const dismissals: Dismissal[] = [];
  const dismiss = ({ rule, span }: Suspicion, verdict: Verdict): void => {
    dismissals.push({
      ruleId: rule.id,
      span,
      verdict,
      // Lines are counted for those who ask.
      get range() {
        return lines.rangeOf(span);
      },
    });
  };
  const without = (kept: readonly Kept[], judged: (suspicion: Suspicion) => Verdict | undefined): Kept[] =>
    kept.filter(({ suspicion }) => {
      const verdict = judged(suspicion);
      if (verdict) dismiss(suspicion, verdict);
      return !verdict;
    });

  const heard = suspicions.flatMap((suspicion): Kept[] => {
    const verdicts = hear(document, form, suspicion, catalogue, now);
    const dropped = verdicts.find(({ outcome }) => outcome === "drop");
    if (dropped) dismiss(suspicion, dropped);
    const reasons = [...distance(suspicion), ...verdicts];
    return dropped ? [] : [{ suspicion, reasons, confidence: weigh(suspicion.confidence, verdicts) }];
  });
  if (heard.length === 0) return { findings: [], dismissals, masks: [] };
  const neighbours = heard.map(({ suspicion }) => suspicion);
  const accompanied = without(heard, companyOf(neighbours, lines));
  const winners = settle(accompanied, (loser, winner) => dismiss(loser.suspicion, saidBy(winner.suspicion)));
  // What a comment accepts is a value all the same, and masked on the lines of others.
  const masks = winners.map(({ suspicion }) => maskOf(document, suspicion));
  const companies = companiesOf(document, lines, winners);
  const leaders = winners.flatMap((kept, at): Kept[] => {
    const { related, mergedInto } = companies[at]!;
    if (mergedInto) dismiss(kept.suspicion, broughtBy(mergedInto));
    return mergedInto ? [] : [{ ...kept, related }];
  });
  const open = without(leaders, suppressions(document.text, lines, catalogue, masks));
  const ids = findingIds(
    document,
    lines,
    open.map(({ suspicion }) => suspicion),
    suspicions.map(({ span }) => span),
  );
  return { findings: open.map((kept, at) => toFinding(document, lines, kept, ids[at]!, masks)), dismissals, masks };
}

const saidBy = ({ rule }: Suspicion): Verdict => drop("overlap", `${rule.id} says more of the same value`);

const broughtBy = ({ rule }: Suspicion): Verdict => drop("group", `it is reported with ${rule.id}`);

/** What was found near the issuer's word, and not as the value it names, is less sure from the start. */
const distance = ({ rule, confidence }: Suspicion): readonly Verdict[] =>
  confidence === rule.confidence ? [] : [doubt("distance", "it stands near the issuer's word, which does not name it")];

/** The verdicts up to the first that drops. */
function hear(written: SourceDocument, own: Form, found: Suspicion, catalogue: Catalogue, now: Date): Verdict[] {
  const { document, suspicion, form } = asRead(written, own, found);
  const { start, end } = suspicion.judged ?? suspicion.span;
  const value = suspicion.decoded ?? document.text.slice(start, end);
  const suspected: Case = {
    suspicion,
    document,
    value,
    form,
    now,
    rarityOf: catalogue.rarity,
    rarity: () => catalogue.rarity(value),
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

/** Encoded values are judged in their decoded text, with what stands around them there. */
function asRead(
  document: SourceDocument,
  own: Form,
  suspicion: Suspicion,
): Pick<Case, "document" | "suspicion" | "form"> {
  const { encoding, judged: _, ...rest } = suspicion;
  if (!encoding) return { document, suspicion, form: own };
  const { text, span, judged } = encoding;
  const read = { ...rest, encoding, span, ...(judged && { judged }) };
  return { document: { path: document.path, text }, suspicion: read, form: "line" };
}

/** Each doubt lowers the confidence by a level, each assurance raises it by one. */
function weigh(confidence: Confidence, verdicts: readonly Verdict[]): Confidence {
  const steps = verdicts.reduce((sum, { outcome }) => sum + (outcome === "doubt" ? 1 : -1), 0);
  return confidences[Math.min(Math.max(confidences.indexOf(confidence) + steps, 0), confidences.length - 1)]!;
}

/** Of suspicions on the same value the most telling stays, a format over a name, the longer over the shorter. One found near the issuer's word is as sure as what it replaces. */
function settle(kept: readonly Kept[], lose: (loser: Kept, winner: Kept) => void): Kept[] {
  /** Sorted by place, none overlapping another. */
  const winners: (Kept & Ranked)[] = [];
  for (const [rank, candidate] of [...kept].sort(byWorth).entries()) {
    const { span } = candidate.suspicion;
    const first = firstBehind(winners, span.start);
    const at = bestOver(winners, first, span.end);
    const winner = winners[at];
    if (!winner) winners.splice(first, 0, { ...candidate, span, rank });
    else {
      lose(candidate, winner);
      const { trigger, breadth } = winner.suspicion.rule;
      if (trigger.kind === "near" || breadth > 0) winners[at] = { ...winner, ...assured(winner, candidate) };
    }
  }
  return winners.map(({ span: _, rank: __, ...winner }) => winner);
}

interface Ranked {
  readonly span: Span;
  /** 0 for the most telling. */
  readonly rank: number;
}

/** The index of the most telling of those from `first` on that begin before `end`; -1 where there are none. */
function bestOver(winners: readonly Ranked[], first: number, end: number): number {
  let best = -1;
  for (let at = first; at < winners.length && winners[at]!.span.start < end; at++) {
    if (best < 0 || winners[at]!.rank < winners[best]!.rank) best = at;
  }
  return best;
}

/** The index of the first that ends behind `offset`. */
function firstBehind(winners: readonly Ranked[], offset: number): number {
  let [low, high] = [0, winners.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (winners[middle]!.span.end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

function assured(winner: Kept, { confidence, suspicion }: Kept): Kept {
  if (confidences.indexOf(winner.confidence) <= confidences.indexOf(confidence)) return winner;
  const reason = assure("overlap", `${suspicion.rule.id} is as sure of the same value`);
  return { ...winner, confidence, reasons: [...winner.reasons, reason] };
}

/** A format of an issuer's own, one near the issuer's word, one that many use, a place for any value, a name. */
const kindOf = ({ breadth, trigger }: TokenRule): number =>
  trigger.kind === "name" ? 4 : breadth > 0 ? breadth + 1 : trigger.kind === "near" ? 1 : 0;

/** A narrow format says more than a wide one. */
const longest = ({ pattern }: TokenRule): number => pattern.maxLength ?? Number.MAX_SAFE_INTEGER;

function byWorth(a: Kept, b: Kept): number {
  const [first, second] = [a.suspicion, b.suspicion];
  return (
    kindOf(first.rule) - kindOf(second.rule) ||
    second.weight - first.weight ||
    confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence) ||
    severities.indexOf(first.rule.severity) - severities.indexOf(second.rule.severity) ||
    longest(first.rule) - longest(second.rule) ||
    second.span.end - second.span.start - (first.span.end - first.span.start) ||
    (first.rule.id < second.rule.id ? -1 : 1)
  );
}

/** What stands encoded is the value, as it stands: this is what the code holds, and what a move must give back to it. */
const secretOf = ({ text }: SourceDocument, { span, decoded }: Suspicion): Secret =>
  new Secret(decoded ?? text.slice(span.start, span.end));

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/** Of a whole round a judged part the scheme is shown: `postgres://...`. */
function maskOf(document: SourceDocument, suspicion: Suspicion): Mask {
  const { rule, span, judged } = suspicion;
  const scheme = judged && SCHEME.exec(document.text.slice(span.start, judged.start))?.[0];
  return { ...span, masked: secretOf(document, suspicion).masked(scheme ?? rule.prefix) };
}

function toFinding(
  document: SourceDocument,
  lines: LineIndex,
  { suspicion, confidence, reasons, related = [] }: Kept,
  id: string,
  masks: readonly Mask[],
): Finding {
  const { rule, span, name, decoded, encoding } = suspicion;
  const mask = maskOf(document, suspicion);
  const expires =
    decoded === undefined
      ? expiryOf(encoding?.text ?? document.text, encoding?.span ?? span)
      : expiryOf(decoded, { start: 0, end: decoded.length });
  const told = toldOf(document.text, lines, span, decoded ?? document.text.slice(span.start, span.end));
  return {
    ruleId: rule.id,
    kind: rule.kind,
    severity: rule.severity,
    confidence,
    reasons,
    title: rule.title,
    message: `${rule.title}. ${riskOf(rule)}`,
    issuer: rule.issuer,
    path: document.path,
    span,
    range: lines.rangeOf(span),
    id,
    masked: mask.masked,
    excerpt: excerptOf(document.text, lines, masks, mask),
    secret: secretOf(document, suspicion),
    fix: "none",
    pciDss: rule.pciDss,
    cwe: rule.cwe,
    related,
    ...(name && { name }),
    ...(expires && { expires }),
    ...(encoding && { encoded: true }),
    ...(Object.keys(told).length > 0 && { told }),
  };
}
