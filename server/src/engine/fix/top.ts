/** Puts a line at the top of a file where such lines stand: below the header, sorted among its like. */
import { insertion, type TextEdit } from "./edit.ts";
import type { ReadText } from "./literal.ts";
import type { Top } from "./references.ts";

export interface TopLine {
  readonly line: string;
  /** How it is written inside a list of imports, where the language has one. */
  readonly blockLine?: string;
  /** What it is sorted by; lines without one come first. */
  readonly key?: string;
}

interface Line {
  readonly start: number;
  /** Behind its line break. */
  readonly end: number;
  readonly text: string;
  readonly masked: string;
}

export function insertAtTop(read: ReadText, top: Top, { line, blockLine, key }: TopLine, eol: string): TextEdit {
  const lines = linesOf(read);
  const block = top.block && blockLine !== undefined ? blockIn(lines, top.block) : undefined;
  if (top.block && block && blockLine !== undefined) {
    const sibling = top.block.sibling;
    const at = sortedPlace(lines, block.first, block.end, sibling, key);
    return insertion(lines[at]!.start, blockLine + eol);
  }
  const first = headerEnd(lines, top);
  const place = top.sibling && key !== undefined ? sortedPlace(lines, first, lines.length, top.sibling, key) : first;
  return separated(lines, place, line, eol, read.text, top);
}

/** An empty line keeps it apart from what is neither its like nor empty. */
function separated(lines: readonly Line[], place: number, line: string, eol: string, text: string, { sibling }: Top): TextEdit {
  const next = lines[place];
  const previous = lines[place - 1];
  const above = previous && previous.text.trim() !== "" && !isComment(previous) && !sibling?.test(previous.text) ? eol : "";
  const below = next && next.text.trim() !== "" && !sibling?.test(next.text) && !/^(?:import|from)\b/.test(next.text) ? eol : "";
  if (next) return insertion(next.start, above + line + eol + below);
  return insertion(text.length, (text === "" || text.endsWith("\n") ? "" : eol) + above + line + eol);
}

const isComment = ({ text, masked }: Line): boolean => text.trim() !== "" && masked.trim() === "";

function linesOf({ text, mask }: ReadText): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found + 1;
    lines.push({ start, end, text: text.slice(start, end).trimEnd(), masked: mask.slice(start, end).trimEnd() });
    start = end;
  }
  return lines;
}

/** The first line that does not stay above. */
function headerEnd(lines: readonly Line[], { header, below }: Top): number {
  const from = below ? lines.findIndex(({ masked }) => below.test(masked)) + 1 : 0;
  let at = from;
  while (at < lines.length && header.test(lines[at]!.masked)) at++;
  return aboveItsComment(lines, at, from);
}

/** A comment that stands right above a statement belongs to it, unless the file or its imports begin with it. */
function aboveItsComment(lines: readonly Line[], place: number, from: number): number {
  if (/^(?:import|from)\b/.test(lines[place]?.text ?? "")) return place;
  let first = place;
  while (first > from && isComment(lines[first - 1]!)) first--;
  return first > 0 && first < place ? first : place;
}

function blockIn(lines: readonly Line[], { open, close }: NonNullable<Top["block"]>): { first: number; end: number } | undefined {
  const opening = lines.findIndex(({ masked }) => open.test(masked));
  if (opening < 0) return undefined;
  const length = lines.slice(opening + 1).findIndex(({ masked }) => close.test(masked));
  return length < 0 ? undefined : { first: opening + 1, end: opening + 1 + length };
}

/** Before the first of its like that sorts behind it, in the first unbroken run of them; at `first` where there is none. */
function sortedPlace(lines: readonly Line[], first: number, end: number, sibling: RegExp, key = ""): number {
  let at = first;
  while (at < end) {
    const found = sibling.exec(lines[at]!.text)?.groups?.["key"];
    if (found === undefined || found > key) return at;
    at++;
  }
  return at;
}

/** The place behind the imports that stand at the top: where the first statement may begin. */
export function afterImports(read: ReadText, top: Top, importLine: RegExp): number {
  const lines = linesOf(read);
  let place = headerEnd(lines, top);
  let depth = 0;
  for (let at = place; at < lines.length; at++) {
    const { masked } = lines[at]!;
    if (depth === 0 && masked.trim() !== "" && !importLine.test(masked)) break;
    depth += (masked.match(/[([{]/g)?.length ?? 0) - (masked.match(/[)\]}]/g)?.length ?? 0);
    if (masked.trim() !== "") place = at + 1;
  }
  return lines[place]?.start ?? read.text.length;
}
