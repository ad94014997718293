/** Looks at the place of a value in a document: what literal it stands in, and whether a reference may stand there instead. */
import type { SourceDocument, Span } from "../document.ts";
import { type Circumstances, holds, type Sign } from "./condition.ts";
import { decoded } from "./decode.ts";
import { isInSeveral, joinedAt } from "./joined.ts";
import { inComment, type Literal, literalAt, type ReadText } from "./literal.ts";
import { readText } from "./read-text.ts";
import type { Form, Named, Row, Spelling } from "./references.ts";
import { isWhole } from "./spell.ts";
import { filled } from "./template.ts";
import { isTypePosition } from "./type-position.ts";

export interface Place {
  readonly span: Span;
  readonly literal: Literal;
  readonly form: Form;
  readonly spelling: Spelling;
  readonly at: Circumstances;
  readonly beside: boolean;
  /** What the text stands for. */
  readonly value: string;
  /** Why a reference here is to be reviewed. */
  readonly review: readonly string[];
  /** What the code around already calls the value by, and the text that the reference may take the place of. */
  readonly bound?: Bound;
}

interface Bound extends Pick<Named, "under" | "takes" | "as"> {
  readonly name: string;
  readonly absorbs?: Span;
}

/** Texts longer than this, and lines longer than the second, are made by programs. */
const LONGEST_TEXT = 1_000_000;
const LONGEST_LINE = 5000;
/** Of literals that are taken out, or replaced with what is around them. */
const NO_SPELLING: Spelling = { variants: [], wrap: [] };
/** How far around a literal conditions look, in UTF-16 code units. */
const REACH = 600;

export function readDocument({ text }: SourceDocument, { lexis }: Row): ReadText | string {
  if (text.length > LONGEST_TEXT) return "The file is too long to be edited by a fix.";
  const read = readText(text, lexis);
  return read.broken ? "The file cannot be read with certainty: a quote or a bracket is never closed." : read;
}

/**
 * @param has looks a sign up in the files around; absent where they are not known
 * @returns a reason where no reference can stand there
 */
export function placeOf(
  read: ReadText,
  document: SourceDocument,
  row: Row,
  span: Span,
  has?: (sign: Sign) => boolean,
): Place | string {
  if (inComment(read, span))
    return "It stands in a comment, where a reference means nothing: take the value out by hand.";
  const alone = literalAt(read, span);
  const joined = alone ? undefined : joinedAt(read, row, span);
  const literal = alone ?? joined?.literal;
  if (!literal)
    return isInSeveral(read, span)
      ? "It is put together from literals that hold more than it: write it as one literal first."
      : "It does not stand inside a literal.";
  if (lineLength(read.text, span) > LONGEST_LINE) return "The code is made by a program: fix what it is made from.";
  const at = circumstances(read, document, literal, span, has);
  const form = row.lexis.forms.get(literal.form);
  if (row.types && (form?.quotes || form?.pattern) && isTypePosition(read, literal.outer.start, literal.bracket)) {
    return "It is part of a type, where no expression can stand.";
  }
  const refusal = row.refuse.find((condition) => holds(condition, at));
  if (refusal) return filled(refusal.reason, { path: document.path, keys: toldKeys(literal) });
  const named = namedBy(read.text, row, literal, span);
  const bound = named?.bound;
  const spelling = row.spellings.get(literal.form) ?? (bound?.as === undefined ? undefined : NO_SPELLING);
  if (!form || !spelling) return "A reference cannot stand inside a literal of this kind.";
  const { start, end } = bound?.takes ? literal.inner : span;
  const value = joined?.value ?? decoded(read.text.slice(start, end), form);
  if (value === undefined) return "It is written with escapes that the fix does not read.";
  return {
    span,
    literal,
    form,
    spelling,
    at,
    value,
    beside: row.adjacency === true && isBeside(at),
    review: [
      ...row.review.filter((condition) => holds(condition, at)).map(({ reason }) => reason),
      ...(named?.review ? [named.review] : []),
    ],
    ...(bound && { bound }),
  };
}

/** Keys as they may be told: a value can stand in the place of a key, this one or another. */
const toldKeys = ({ keys = "" }: Literal): string =>
  keys
    .split(".")
    .map((key) => (/^(?=.*\d).{16,}$|^.{41,}$|[^\w\s/@:-]/.test(key) ? "..." : key))
    .join(".");

function lineLength(text: string, { start, end }: Span): number {
  const close = text.indexOf("\n", end);
  return (close < 0 ? text.length : close) - text.lastIndexOf("\n", start - 1);
}

function circumstances(
  { mask }: ReadText,
  { path, text }: SourceDocument,
  literal: Literal,
  span: Span,
  has?: (sign: Sign) => boolean,
): Circumstances {
  const { outer, inner, bracket, form, keys } = literal;
  return {
    form,
    bracket: bracket < 0 ? "" : mask[bracket]!,
    before: mask.slice(Math.max(0, outer.start - REACH), outer.start),
    after: mask.slice(outer.end, outer.end + REACH),
    ...(bracket >= 0 && { beforeBracket: mask.slice(Math.max(0, bracket - REACH), bracket) }),
    inside: text.slice(Math.max(inner.start, span.start - REACH), span.start),
    ...(keys !== undefined && { keys }),
    path,
    text,
    ...(has && { has }),
  };
}

/** Whether another literal stands before or after, on the same line or inside brackets. */
function isBeside({ before = "", after = "", bracket }: Circumstances): boolean {
  if (bracket) return /["']\s*$/.test(before) || /^\s*[A-Za-z]{0,2}["']/.test(after);
  return /["'](?:[ \t]|\\\r?\n)*$/.test(before) || /^(?:[ \t]|\\\r?\n)*[A-Za-z]{0,2}["']/.test(after);
}

/** The first pattern of the row that stands around the value. */
function namedBy(
  text: string,
  { named }: Row,
  literal: Literal,
  span: Span,
): { bound: Bound; review?: string } | undefined {
  const whole = isWhole(literal, [span]);
  for (const pattern of named) {
    const { review, as, under, takes, absorb } = pattern;
    // What is taken out goes with its quotes, or stays.
    if (as !== undefined && under && !takes && !whole && literal.quote !== "") continue;
    const range = whole || takes ? literal.outer : span;
    const before = text.slice(Math.max(0, range.start - REACH), range.start);
    const after = text.slice(range.end, range.end + REACH);
    const start = pattern.before.exec(before);
    const end = pattern.after.exec(after);
    const name = nameOf(pattern, start?.groups?.name, literal.keys ?? "");
    if (!start || !end || name === undefined) continue;
    const absorbs = { start: range.start - start[0].length, end: range.end + end[0].length };
    const kind = { ...(as !== undefined && { as }), ...(under && { under }), ...(takes && { takes }) };
    return { bound: { name, ...kind, ...(absorb && { absorbs }) }, ...(review && { review }) };
  }
  return undefined;
}

function nameOf({ name, keys }: Named, found: string | undefined, above: string): string | undefined {
  if (keys && !keys.test(above)) return undefined;
  if (name === undefined) return found;
  return filled(name, { name: found ?? "", upper: found?.toUpperCase() ?? "", keys: above.replaceAll(".", "__") });
}
