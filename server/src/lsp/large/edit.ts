/** One edit of an open document, and what becomes of places in the text behind it. */
import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Position, Range, Span } from "../../engine/document.ts";

export interface Edit {
  /** The document's version once the edit was made; several edits may make one version. */
  readonly version: number;
  /** What was replaced, in the text before. */
  readonly span: Span;
  /** How much stands there now, in UTF-16 code units. */
  readonly length: number;
  /** The line in which the replaced text ended, in the text before. */
  readonly endLine: number;
  /** How many more lines there are now. */
  readonly lines: number;
}

/** Applies a change to the document, which is altered, and says what it was. */
export function applyChange(document: TextDocument, change: TextDocumentContentChangeEvent, version: number): Edit {
  const before = document.getText().length;
  const lineCount = document.lineCount;
  const span = "range" in change && change.range ? spanOf(document, change.range) : { start: 0, end: before };
  const endLine = document.positionAt(span.end).line;
  TextDocument.update(document, [change], version);
  return { version, span, length: change.text.length, endLine, lines: document.lineCount - lineCount };
}

/** Clients may name the ends in either order. */
function spanOf(document: TextDocument, range: Range): Span {
  const [a, b] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  return { start: Math.min(a, b), end: Math.max(a, b) };
}

/** Where a span stands after the edit; undefined where the edit touches it. */
export function movedSpan(span: Span, edit: Edit): Span | undefined {
  if (span.end < edit.span.start) return span;
  if (span.start <= edit.span.end) return undefined;
  const by = edit.length - (edit.span.end - edit.span.start);
  return { start: span.start + by, end: span.end + by };
}

/** A range behind the line of the edit moves by whole lines; one on this line is not worth moving: it is looked at anew. */
export function movedRange(range: Range, edit: Edit): Range {
  return { start: moved(range.start, edit), end: moved(range.end, edit) };
}

const moved = ({ line, character }: Position, edit: Edit): Position => ({
  line: line > edit.endLine ? line + edit.lines : line,
  character,
});

/** What the edits touched, in the text after all of them, sorted by place; stretches that meet are one. */
export function touched(edits: readonly Edit[]): Span[] {
  let spans: Span[] = [];
  for (const edit of edits) {
    const own = { start: edit.span.start, end: edit.span.start + edit.length };
    spans = united([...spans.map((span) => stretched(span, edit)), own]);
  }
  return spans;
}

/** Where a span stands after the edit; one that the edit touches grows or shrinks by it. */
export function stretched(span: Span, edit: Edit): Span {
  const whole = movedSpan(span, edit);
  if (whole) return whole;
  const end = edit.span.start + edit.length;
  return {
    start: Math.min(span.start, edit.span.start),
    end: Math.max(end, end + span.end - edit.span.end),
  };
}

/** @returns the same stretches of text, sorted by place, none meeting another */
export function united(spans: readonly Span[]): Span[] {
  const whole: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = whole.at(-1);
    if (last && span.start <= last.end) {
      whole[whole.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else whole.push(span);
  }
  return whole;
}
