/** Whether a comment of its own line can stand at a place of a text. Lexical and careful: where it cannot tell, it says no. */
import type { CommentSyntax } from "./syntax.ts";

/** `code`: a comment may stand here; `comment`: one is open here; `literal`: what stood here would belong to a value, or break the line before. */
export type Surroundings = "code" | "comment" | "literal";

/** @param lineStart offset of the beginning of a line */
export function surroundings(text: string, lineStart: number, syntax: CommentSyntax): Surroundings {
  if (lineStart === 0) return "code";
  const before = lineBefore(text, lineStart);
  if (syntax.continuation && before.trimEnd().endsWith(syntax.continuation)) return "literal";
  if (syntax.tags && text.lastIndexOf("<", lineStart - 1) > text.lastIndexOf(">", lineStart - 1)) return "literal";
  if (syntax.blockScalars && isInBlockScalar(text, lineStart)) return "literal";
  return stateAt(text, lineStart, syntax);
}

/** The line above the one that begins at the offset, without its line break. */
export function lineBefore(text: string, lineStart: number): string {
  const lineBreak = text.startsWith("\r\n", lineStart - 2) ? 2 : 1;
  const end = Math.max(0, lineStart - lineBreak);
  const start = Math.max(text.lastIndexOf("\n", end - 1), text.lastIndexOf("\r", end - 1)) + 1;
  return end === 0 ? "" : text.slice(start, end);
}

/** What is open at the offset, read from the beginning of the text. */
function stateAt(text: string, offset: number, syntax: CommentSyntax): Surroundings {
  const opening = openings(syntax);
  for (;;) {
    const match = opening.exec(text);
    if (!match || match.index >= offset) return "code";
    const { end, state } = closing(text, match, syntax);
    if (end > offset) return state;
    opening.lastIndex = Math.max(end, match.index + 1);
  }
}

const HEREDOC = String.raw`<<<?[-~]?[ \t]*(?<mark>["'\x60]?)(?<word>[A-Za-z_]\w*)\k<mark>`;

function openings({ line, block, multiline, singleline, heredoc, apostrophes }: CommentSyntax): RegExp {
  const quotes = [...multiline, ...singleline].sort((a, b) => b.length - a.length).map(escaped);
  const parts = [
    heredoc && HEREDOC,
    block && `(?<block>${escaped(block[0])})`,
    line && `(?<line>${line === "#" ? "(?<![^\\s;(])#" : escaped(line)})`,
    quotes.length > 0 && `${apostrophes ? "(?<!\\w)" : ""}(?<quote>${quotes.join("|")})`,
  ];
  return new RegExp(parts.filter(Boolean).join("|") || "(?!)", "g");
}

const escaped = (literal: string): string => literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The offset behind what the match opens, and what it is. */
function closing(
  text: string,
  { 0: opened, index, groups = {} }: RegExpExecArray,
  syntax: CommentSyntax,
): { end: number; state: Surroundings } {
  const start = index + opened.length;
  if (groups.block) return { end: behind(text, syntax.block![1], start), state: "comment" };
  if (groups.line) return { end: lineEnd(text, start), state: "comment" };
  if (groups.word) return { end: heredocEnd(text, start, groups.word), state: "literal" };
  const close = opened === "[[" ? "]]" : opened.replace("@", "");
  const limit = syntax.multiline.includes(opened) ? text.length : lineEnd(text, start);
  return { end: quoteEnd(text, start, close, limit), state: "literal" };
}

function behind(text: string, close: string, from: number): number {
  const at = text.indexOf(close, from);
  return at < 0 ? text.length + 1 : at + close.length;
}

function lineEnd(text: string, from: number): number {
  const lineBreak = /[\r\n]/g;
  lineBreak.lastIndex = from;
  return lineBreak.exec(text)?.index ?? text.length;
}

function quoteEnd(text: string, start: number, close: string, limit: number): number {
  for (let at = start; at < limit; at++) {
    if (text.startsWith(close, at)) return at + close.length;
    if (text[at] === "\\") at++;
  }
  // A literal of one line that was not closed is none, or the text is not finished; either way it ends here.
  return limit === text.length ? limit + 1 : limit;
}

/** A word without a line of its own opens nothing: it was a shift. */
function heredocEnd(text: string, start: number, word: string): number {
  const end = new RegExp(`[\\r\\n][ \\t]*${word}\\b`, "g");
  end.lastIndex = start;
  const match = end.exec(text);
  return match ? match.index + match[0].length : start;
}

const BLOCK_SCALAR = /(?:^|[\s:-])[|>][-+0-9]{0,2}[ \t]*(?:#.*)?$/;
/** Shell comments are comments in the scripts of workflows too. */
const SCRIPT = /^\s*(?:-[ \t]+)?run:[ \t]*\|/;

/** Looks at the lines that hold this one by their indentation, innermost first. */
function isInBlockScalar(text: string, lineStart: number): boolean {
  let indent = indentOf(text.slice(lineStart, lineEnd(text, lineStart)));
  const above = text
    .slice(0, lineStart)
    .split(/\r\n|\r|\n/)
    .reverse();
  for (const line of above) {
    if (line.trim() === "" || indentOf(line) >= indent) continue;
    if (BLOCK_SCALAR.test(line)) return !SCRIPT.test(line);
    indent = indentOf(line);
  }
  return false;
}

const indentOf = (line: string): number => /^[ ]*/.exec(line)![0].length;
