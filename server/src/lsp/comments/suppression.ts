/** Writes the comment that accepts a finding, where one can stand above its line. */
import { LineIndex, type SourceDocument } from "../../engine/document.ts";
import type { Finding } from "../../engine/finding.ts";
import { lineBefore, surroundings } from "./place.ts";
import { type CommentSyntax, commentSyntax } from "./syntax.ts";

/** What is inserted, in three parts: the reason is the user's to write. */
export interface Insertion {
  readonly offset: number;
  readonly before: string;
  /** Whether a reason goes between the parts; an existing comment has one. */
  readonly reason: boolean;
  readonly after: string;
}

/** The comment's words, as engine/judge/suppression.ts reads them. */
const WORDS = "tokenward-ignore-next-line";
const EXISTING = new RegExp(`${WORDS}[ \\t]+[\\w/*.-]+(?:[ \\t]*,[ \\t]*[\\w/*.-]+)*(?=[ \\t]+--)`);

/** @returns undefined where the language has no comments or none can stand above the line */
export function suppressionOf(
  document: SourceDocument,
  { ruleId, span }: Pick<Finding, "ruleId" | "span">,
): Insertion | undefined {
  const { text } = document;
  const lines = new LineIndex(text);
  const start = lines.lineSpan(lines.lineAt(span.start)).start;
  const syntax = commentSyntax(document, start);
  if (!syntax) return undefined;
  const previous = lineBefore(text, start);
  const existing = EXISTING.exec(previous);
  if (existing) {
    const lineStart = lines.lineSpan(lines.lineAt(span.start) - 1).start;
    return { offset: lineStart + existing.index + existing[0].length, before: `, ${ruleId}`, reason: false, after: "" };
  }
  const where = surroundings(text, start, syntax);
  if (where === "literal") return undefined;
  const indent = /^[ \t]*(?:\*(?!\/)[ \t]*)?/.exec(text.slice(start))![0];
  const [open, close] = where === "comment" ? ["", ""] : marks(syntax, previousCode(text, start));
  const clean = where === "comment" ? indent : indent.replace(/\*.*/, "");
  return {
    offset: start,
    before: `${clean}${open}${WORDS} ${ruleId} -- `,
    reason: true,
    after: `${close}${lineBreak(text)}`,
  };
}

function marks({ line, block, elements }: CommentSyntax, previous: string): readonly [string, string] {
  if (elements && isBetweenElements(previous)) return ["{/* ", " */}"];
  return line ? [`${line} `, ""] : [`${block![0]} `, ` ${block![1]}`];
}

/** The last line above that is not blank. */
function previousCode(text: string, start: number): string {
  let end = start;
  while (end > 0 && /\s/.test(text[end - 1]!)) end--;
  return text.slice(Math.max(text.lastIndexOf("\n", end - 1), text.lastIndexOf("\r", end - 1)) + 1, end);
}

/** Behind a tag that was closed, text stands that is shown; behind an arrow, code. */
const isBetweenElements = (previous: string): boolean =>
  /(?<!=)>$/.test(previous) && /<\/?[\w.]*[^<]*>$|^\s*\/?>$/.test(previous);

const lineBreak = (text: string): string => /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
