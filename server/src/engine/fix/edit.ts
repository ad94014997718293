/** Edits of a text: what the fix is made of. */
import type { Span } from "../document.ts";

/** A stretch of a text and what stands there afterwards. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** The text with the edits applied; they do not overlap, and insertions at one place keep their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let at = 0;
  for (const { span, newText } of ordered(edits)) {
    result += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return result + text.slice(at);
}

/** The edits in the order of their places; an insertion and what it touches are made one, for their order would be open. */
export function joined(edits: readonly TextEdit[]): TextEdit[] {
  const result: TextEdit[] = [];
  for (const edit of ordered(edits)) {
    const last = result.at(-1);
    if (last && last.span.end === edit.span.start && (isInsertion(last) || isInsertion(edit))) {
      result[result.length - 1] = {
        span: { start: last.span.start, end: edit.span.end },
        newText: last.newText + edit.newText,
      };
    } else result.push(edit);
  }
  return result;
}

const isInsertion = ({ span }: TextEdit): boolean => span.start === span.end;

const ordered = (edits: readonly TextEdit[]): TextEdit[] =>
  [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);

export const insertion = (at: number, newText: string): TextEdit => ({ span: { start: at, end: at }, newText });
