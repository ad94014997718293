/** The text that is read: a document, and the arithmetic of offsets, lines and characters (all in UTF-16 code units, as in LSP). */

import type { Units } from "./units.ts";

/** One text with the path that it is known by (relative to the working directory or workspace folder, with `/`). */
export interface SourceDocument {
  readonly path: string;
  readonly text: string;
  /** The editor's language identifier, where an editor told; else it follows from the path. */
  readonly languageId?: string;
  /** Those of the text, where they are known before the text is. */
  readonly units?: Units;
}

/** A half-open stretch of a text: `start` included, `end` excluded, in UTF-16 code units from the beginning. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Zero-based line and character, in UTF-16 code units, as in LSP. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A half-open range between two positions. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Whether the spans share at least one code unit. */
export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/**
 * Those of many spans that share a code unit with `part`, in the time of a binary search and of what is given back.
 * @param spans sorted by place, none overlapping another
 */
export function within<T extends Span>(spans: readonly T[], part: Span): readonly T[] {
  const first = firstBehind(spans, part.start);
  let last = first;
  while (last < spans.length && spans[last]!.start < part.end) last++;
  return spans.slice(first, last);
}

/** The index of the first span that ends behind `offset`. */
function firstBehind(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Converts between offsets and positions; a line ends at `\n`, `\r\n` or `\r`, as in LSP. */
export class LineIndex {
  readonly #text: string;
  #counted: readonly number[] | undefined;

  /** Counts nothing before it is asked. */
  constructor(text: string) {
    this.#text = text;
  }

  get #starts(): readonly number[] {
    this.#counted ??= lineStarts(this.#text);
    return this.#counted;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** The zero-based line that holds `offset`. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  positionAt(offset: number): Position {
    const line = this.lineAt(offset);
    return { line, character: offset - this.#starts[line]! };
  }

  rangeOf(span: Span): Range {
    return { start: this.positionAt(span.start), end: this.positionAt(span.end) };
  }

  /** The span of a line, its line break included; empty at the end where the line does not exist. */
  lineSpan(line: number): Span {
    return { start: this.#starts[line] ?? this.#text.length, end: this.#starts[line + 1] ?? this.#text.length };
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  // Searching for a character is many times faster than looking at each.
  let feed = text.indexOf("\n");
  let carriage = text.indexOf("\r");
  while (feed >= 0 || carriage >= 0) {
    const start = feed < 0 || (carriage >= 0 && carriage < feed - 1) ? carriage + 1 : feed + 1;
    starts.push(start);
    if (feed >= 0 && feed < start) feed = text.indexOf("\n", start);
    if (carriage >= 0 && carriage < start) carriage = text.indexOf("\r", start);
  }
  return starts;
}
