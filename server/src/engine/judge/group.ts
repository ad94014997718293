/** Brings together what is used together: a secret with the key ID, client ID or user name that stands beside it. */
import type { LineIndex, SourceDocument, Span } from "../document.ts";
import type { Related, Suspicion } from "../finding.ts";
import { segmentsOf } from "../names.ts";
import { nameInText, readAssignment } from "../read/assignment.ts";
import type { Relation } from "../read/facts.ts";
import { formOf } from "../read/form.ts";
import { type Confidence, confidences, type TokenRule } from "../rule.ts";
import { SpanIndex } from "../span-index.ts";

interface Member {
  readonly suspicion: Suspicion;
  readonly confidence: Confidence;
}

/** What the company of one member is. */
interface Company {
  /** The identifiers of a secret, or the secrets of an identifier that stays a finding of its own. */
  readonly related: readonly Related[];
  /** Set where this identifier is reported with its secret and not by itself. */
  readonly mergedInto?: Suspicion;
}

/** Farther apart than this, in UTF-16 code units, nothing belongs together, even on one line. */
const REACH = 2000;
/** An identifier stands before its secret more often than after it: there it counts as this much farther. */
const BEHIND = 3;

/**
 * Gives each secret whose rule names companions the nearest one.
 * An identifier is merged into its secret unless a filter by severity or confidence could show it and not the secret:
 * then both stay, and each names the other.
 * @param members the values of one document, one suspicion a value
 * @returns one company a member, in their order
 */
export function companiesOf(document: SourceDocument, lines: LineIndex, members: readonly Member[]): Company[] {
  const related = members.map((): Related[] => []);
  const mergedInto = members.map((): Suspicion | undefined => undefined);
  const places = new SpanIndex(members.map(({ suspicion: { rule, span } }, at) => ({ rule, span, at })));
  for (const [at, secret] of members.entries()) {
    const partner = partnerOf(secret.suspicion, places, lines);
    if (partner === undefined) {
      const name = namedBeside(document, lines, secret.suspicion, places);
      if (name) related[at]!.push(name);
      continue;
    }
    const identifier = members[partner]!;
    related[at]!.push(placeOf(identifier, lines));
    if (isCovered(identifier, secret)) mergedInto[partner] ??= secret.suspicion;
    else related[partner]!.push(placeOf(secret, lines));
  }
  return members.map((_, at) => ({
    related: related[at]!,
    ...(mergedInto[at] && { mergedInto: mergedInto[at] }),
  }));
}

const placeOf = ({ suspicion: { rule, span } }: Member, lines: LineIndex): Related => ({
  message: rule.title,
  range: lines.rangeOf(span),
});

/** Whoever sees the secret needs no second finding; an identifier that is an error by itself does. */
const isCovered = (identifier: Member, secret: Member): boolean =>
  identifier.suspicion.rule.severity !== "error" &&
  identifier.suspicion.rule.companion === undefined &&
  confidences.indexOf(secret.confidence) <= confidences.indexOf(identifier.confidence);

function partnerOf({ rule, span }: Suspicion, places: Places, lines: LineIndex): number | undefined {
  const { companion } = rule;
  if (!companion || companion.rules.length === 0) return undefined;
  let [best, nearest]: [number | undefined, number] = [undefined, Number.POSITIVE_INFINITY];
  for (const other of places.over({ start: span.start - REACH - 1, end: span.end + REACH + 1 })) {
    if (!companion.rules.includes(other.rule.id)) continue;
    const distance = distanceOf(span, other.span, lines, companion.within);
    if (distance < nearest) [best, nearest] = [other.at, distance];
  }
  return best;
}

/** The values of a document, with their number among them. */
type Places = SpanIndex<{ readonly rule: TokenRule; readonly span: Span; readonly at: number }>;

/** How far the identifier is from the secret; infinite where they don't belong together. */
function distanceOf(secret: Span, identifier: Span, lines: LineIndex, within: number): number {
  const behind = identifier.start >= secret.end;
  const gap = behind ? identifier.start - secret.end : secret.start - identifier.end;
  if (gap < 0 || gap > REACH) return Number.POSITIVE_INFINITY;
  if (Math.abs(lines.lineAt(identifier.start) - lines.lineAt(secret.start)) > within) return Number.POSITIVE_INFINITY;
  return behind ? gap * BEHIND : gap;
}

const NAME = /[A-Za-z_][\w.$-]{1,79}/g;
/** Names before a comma or a parenthesis are less sure to be those of the value. */
const tied: ReadonlySet<Relation> = new Set(["assigned", "flag", "element", "pair", "called", "query"]);
/** A place that is filled at run time names nobody. */
const FILLED = /^(?:[$%@<{]|\W*$)|[$%{]\{|\}\}/;

/** The nearest value that is given to one of the names that the secret's rule calls companions. */
function namedBeside(
  document: SourceDocument,
  lines: LineIndex,
  { rule, span }: Suspicion,
  places: Places,
): Related | undefined {
  const { companion } = rule;
  if (!companion || companion.names.length === 0) return undefined;
  const around = windowAround(lines, span, companion.within);
  const form = formOf(document);
  let [best, nearest]: [Related | undefined, number] = [undefined, Number.POSITIVE_INFINITY];
  for (const { 0: word, index } of document.text.slice(around.start, around.end).matchAll(NAME)) {
    if (!endsWithOne(word, companion.names)) continue;
    const assignment = readAssignment(
      document.text,
      nameInText(document.text, around.start + index + word.length - 1),
      form,
    );
    if (!assignment || !tied.has(assignment.relation) || places.over(assignment.value).length > 0) continue;
    if (FILLED.test(document.text.slice(assignment.value.start, assignment.value.end))) continue;
    const distance = distanceOf(span, assignment.value, lines, companion.within);
    if (distance < nearest) {
      [best, nearest] = [{ message: assignment.name, range: lines.rangeOf(assignment.value) }, distance];
    }
  }
  return best;
}

function windowAround(lines: LineIndex, span: Span, within: number): Span {
  const line = lines.lineAt(span.start);
  return {
    start: Math.max(lines.lineSpan(Math.max(0, line - within)).start, span.start - REACH),
    end: Math.min(lines.lineSpan(line + within).end, span.end + REACH),
  };
}

/** `dbUser` and `DB_USER` end with `user`, `superuser` too; `userAgent` does not. */
function endsWithOne(name: string, words: readonly string[]): boolean {
  const joined = segmentsOf(name).join("");
  return words.some((word) => joined.endsWith(word.replaceAll("-", "")));
}
