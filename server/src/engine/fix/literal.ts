/** What the fix's readers say of a text: its literals and comments, and the code with both blanked. */
import type { Span } from "../document.ts";

export interface Literal {
  /** Name of its form in rules/references.yml. */
  readonly form: string;
  /** What opens it, without its prefix; empty for bare words and block scalars. */
  readonly quote: string;
  readonly prefix: string;
  /** With prefix and quotes. */
  readonly outer: Span;
  readonly inner: Span;
  /** Code inside it. */
  readonly holes: readonly Span[];
  /** Offset of the innermost bracket that is open there, or -1. */
  readonly bracket: number;
  /** In YAML, JSON, XML and files of lines: the keys above, joined by dots. */
  readonly keys?: string;
}

export interface ReadText {
  readonly text: string;
  readonly literals: readonly Literal[];
  readonly comments: readonly Span[];
  /** The text with comments and the insides of literals blanked, line breaks kept: as long as the text. */
  readonly mask: string;
  /** The bracket around each bracket, by offsets; -1 for none. */
  readonly brackets: ReadonlyMap<number, number>;
  /** Something was opened and never closed: what was read may be wrong. */
  readonly broken: boolean;
}

const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** The innermost literal that the span lies in, not in its holes; undefined in comments and bare code. */
export function literalAt({ literals }: ReadText, span: Span): Literal | undefined {
  return literals.findLast(
    ({ inner, holes }) =>
      contains(inner, span) && !holes.some((hole) => hole.start < span.end && span.start < hole.end),
  );
}

export const inComment = ({ comments }: ReadText, span: Span): boolean =>
  comments.some((comment) => comment.start < span.end && span.start < comment.end);

/** The text with the spans blanked; they may nest, line breaks stay. */
export function blanked(text: string, spans: readonly Span[]): string {
  let result = "";
  let at = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    result += text.slice(at, from) + text.slice(from, end).replace(/[^\n]/g, " ");
    at = end;
  }
  return result + text.slice(at);
}

/** The parts of a literal that are not code. */
export function partsOf({ inner, holes }: Pick<Literal, "inner" | "holes">): Span[] {
  const parts: Span[] = [];
  let at = inner.start;
  for (const hole of holes) {
    parts.push({ start: at, end: hole.start });
    at = hole.end;
  }
  return [...parts, { start: at, end: inner.end }];
}
