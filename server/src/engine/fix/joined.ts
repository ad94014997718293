/** A value that several literals hold together ("ghp_" + "..."): read as if one literal held it. */
import type { SourceDocument, Span } from "../document.ts";
import type { Finding } from "../finding.ts";
import { Secret } from "../secret.ts";
import { decoded } from "./decode.ts";
import { type Literal, partsOf, type ReadText } from "./literal.ts";
import type { Row } from "./references.ts";

export interface Joined {
  /** From the first one's opening quote to the last one's closing quote. */
  readonly literal: Literal;
  /** What the literals stand for together. */
  readonly value: string;
}

/** What may stand between them: an operator that joins strings, blanks, and a backslash before a line break. */
const JOINT = /^\s*(?:(?:\+|\.{1,2}|<>|&|~|\|\|)\s*|\\\r?\n\s*)?$/;

/** @returns undefined where one literal holds it, where the literals hold more than it, or are not joined by their places alone */
export function joinedAt({ literals, mask, text }: ReadText, { lexis }: Row, span: Span): Joined | undefined {
  const parts = literals.filter(({ inner }) => inner.start < span.end && span.start < inner.end);
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last || first === last || first.inner.start !== span.start || last.inner.end !== span.end)
    return undefined;
  if (!parts.every((part, at) => at === 0 || follows(mask, parts[at - 1]!, part))) return undefined;
  const values = parts.map((part) => {
    const form = lexis.forms.get(part.form);
    const own = partsOf(part);
    return form && own.length === 1 ? decoded(text.slice(part.inner.start, part.inner.end), form) : undefined;
  });
  if (values.some((value) => value === undefined)) return undefined;
  const outer = { start: first.outer.start, end: last.outer.end };
  return { literal: { ...first, outer, inner: span }, value: values.join("") };
}

const follows = (mask: string, before: Literal, { outer, bracket }: Literal): boolean =>
  before.bracket === bracket &&
  before.outer.end <= outer.start &&
  JOINT.test(mask.slice(before.outer.end, outer.start));

/** Whether the value still stands where it was found: as it is written there, or as literals say it together. */
export function standsThere(
  { text }: SourceDocument,
  row: Row,
  read: ReadText | string,
  { span, secret }: Pick<Finding, "span" | "secret">,
): boolean {
  if (new Secret(text.slice(span.start, span.end)).equals(secret)) return true;
  if (typeof read === "string") return false;
  const joined = joinedAt(read, row, span);
  return joined ? new Secret(joined.value).equals(secret) : isInSeveral(read, span);
}

/** Whether a literal begins inside the place: no value that is written in one piece looks like that. */
export const isInSeveral = ({ literals }: ReadText, { start, end }: Span): boolean =>
  literals.some(({ inner }) => inner.start > start && inner.start < end);
