/** Turns a constant that can be made of literals only (`const`) into a variable, so that a reference may stand in it. */
import type { Span } from "../document.ts";
import { holds } from "./condition.ts";
import type { ConstantData } from "./data.ts";
import { applyEdits, insertion, type TextEdit } from "./edit.ts";
import type { Literal, ReadText } from "./literal.ts";
import type { Place } from "./place.ts";

/**
 * @param edits those that put the reference into the literal
 * @returns all edits that are needed; `edits` where the literal stands in no constant; a reason where it must stay one
 */
export function asVariable(
  read: ReadText,
  place: Pick<Place, "literal" | "at">,
  edits: readonly TextEdit[],
  kinds: readonly ConstantData[],
): readonly TextEdit[] | string {
  for (const words of kinds) {
    const { bracket, beforeBracket } = words;
    const surroundings = { ...(bracket !== undefined && { bracket }), patterns: patternsOf(beforeBracket) };
    const changed = holds(surroundings, place.at) ? declared(read, place.literal, edits, words) : undefined;
    if (changed) return changed;
  }
  return edits;
}

const patternsOf = (source: string | undefined) =>
  source === undefined ? [] : [{ on: "beforeBracket" as const, regex: new RegExp(source), holds: true }];

/** @returns undefined where the literal stands in no such constant */
function declared(
  read: ReadText,
  literal: Literal,
  edits: readonly TextEdit[],
  words: ConstantData,
): readonly TextEdit[] | string | undefined {
  const { keyword, variable, modifiers, typed = "(?:\\s+(?<type>[\\w.*[\\]]+))?", fixed } = words;
  const line = statementAround(read.mask, literal.outer, words);
  const group = groupAround(read, literal, words);
  const declaration = group ? "" : `(?:(?:${modifiers ?? "(?!)"})\\s+)*${keyword}\\s+`;
  const before = read.mask.slice(line.start, literal.outer.start);
  const match = new RegExp(`^\\s*${declaration}(?<name>\\w+)${typed}\\s*=(?!=)`).exec(before);
  if (!match) return group ? "It is one of several constants in a row: take it out of the group first." : undefined;
  const { name, type } = match.groups as { name: string; type?: string };
  if (type !== undefined && type !== "string")
    return `It is a constant of type ${type}, and the environment gives a string.`;
  if (isUsedByConstants(read, name, line, words)) return `The constant ${name} is part of another constant.`;
  if (fixed !== undefined && new RegExp(fixed.replaceAll("{constant}", name)).test(read.mask))
    return `The constant ${name} is used where only constants can stand.`;
  if (keyword === variable) return edits;
  if (!group) {
    const start = line.start + (new RegExp(`(?<!\\w)${keyword}(?!\\w)`).exec(before)?.index ?? 0);
    const length = new RegExp(keyword).exec(read.text.slice(start))![0].length;
    return [{ span: { start, end: start + length }, newText: variable }, ...edits];
  }
  return outOfGroup(read, line, group, edits, words);
}

/** Declarations of more lines than this are not followed to their beginning. */
const MOST_LINES = 50;

/** The lines of the declaration: those above that go on to the literal's, and its own. */
function statementAround(mask: string, { start, end }: Span, words: ConstantData): Span {
  const opensGroup = new RegExp(`${words.group ?? "(?!)"}\\s*`);
  let first = mask.lastIndexOf("\n", start - 1) + 1;
  for (let lines = 0; first > 0 && lines < MOST_LINES; lines++) {
    const above = mask.lastIndexOf("\n", first - 2) + 1;
    const line = mask.slice(above, first).trimEnd();
    if (!/[=+(,]$/.test(line) || opensGroup.test(line)) break;
    first = above;
  }
  const close = mask.indexOf("\n", end);
  return { start: first, end: close < 0 ? mask.length : close + 1 };
}

/** The brackets of `const (...)` round the literal, both included. */
function groupAround({ mask }: ReadText, { bracket, outer }: Literal, { group }: ConstantData): Span | undefined {
  if (group === undefined || bracket < 0 || !new RegExp(group).test(mask.slice(0, bracket + 1))) return undefined;
  let depth = 0;
  for (let at = bracket; at < mask.length; at++) {
    if (mask[at] === "(") depth++;
    else if (mask[at] === ")" && --depth === 0) return { start: bracket, end: at + 1 };
  }
  return { start: bracket, end: outer.end };
}

function isUsedByConstants({ mask }: ReadText, name: string, own: Span, { keyword, group }: ConstantData): boolean {
  const others = `${mask.slice(0, own.start)}\n${mask.slice(own.end)}`;
  const grouped = group === undefined ? "" : `\\b${keyword}\\s*\\([^)]{0,8000}\\)|`;
  const statements = others.match(new RegExp(`${grouped}\\b${keyword}\\b[^\\n(]*`, "g")) ?? [];
  return statements.some((text) => new RegExp(`=[^\\n]*\\b${name}\\b`).test(text));
}

/** The line leaves the group and becomes a variable behind it; a group of one becomes a group of variables. */
function outOfGroup(
  read: ReadText,
  line: Span,
  group: Span,
  edits: readonly TextEdit[],
  words: ConstantData,
): TextEdit[] | string {
  const { text, mask } = read;
  const others = mask.slice(group.start + 1, line.start) + mask.slice(line.end, group.end - 1);
  if (others.trim() === "") {
    const start = mask.lastIndexOf(words.keyword, group.start);
    return [{ span: { start, end: start + words.keyword.length }, newText: words.variable }, ...edits];
  }
  if (/[+,(]\s*$/.test(mask.slice(line.start, line.end)))
    return "It is a constant of several lines: take it out of the group first.";
  if (/\biota\b/.test(others) || /^\s*\w+\s*$/m.test(others)) return "Other constants of its group count from it.";
  const shifted = edits.map(({ span, newText }) => ({
    span: { start: span.start - line.start, end: span.end - line.start },
    newText,
  }));
  const eol = text.slice(line.start, line.end).endsWith("\r\n") ? "\r\n" : "\n";
  const indent = /[ \t]*$/.exec(mask.slice(0, mask.lastIndexOf(words.keyword, group.start)))?.[0] ?? "";
  const moved = applyEdits(text.slice(line.start, line.end), shifted)
    .trim()
    .replace(/[ \t]{2,}(?==)/, " ");
  return [{ span: line, newText: "" }, insertion(group.end, `${eol}${eol}${indent}${words.variable} ${moved}`)];
}
