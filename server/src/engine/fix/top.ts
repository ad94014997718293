/** Puts lines at the top of a file where such lines stand: below the header, sorted among their like. */
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

/** @param wanted lines that are not in the file yet */
export function insertAtTop(read: ReadText, top: Top, wanted: readonly TopLine[], eol: string): TextEdit[] {
  const lines = linesOf(read);
  const block =
    top.block && wanted.every(({ blockLine }) => blockLine !== undefined) ? blockIn(lines, top.block) : undefined;
  const sibling = block ? top.block?.sibling : top.sibling;
  const first = block?.first ?? headerEnd(lines, top);
  const places = new Map<number, string[]>();
  for (const { line, blockLine, key } of [...wanted].sort(byKey)) {
    const place =
      sibling && key !== undefined ? sortedPlace(lines, first, block?.end ?? lines.length, sibling, key) : first;
    places.set(place, [...(places.get(place) ?? []), block ? blockLine! : line]);
  }
  return Array.from(places, ([place, together]) => {
    const text = together.join(eol) + eol;
    return block ? insertion(lines[place]!.start, text) : separated(lines, place, text, eol, read.text, top);
  });
}

const byKey = ({ key: a = "" }: TopLine, { key: b = "" }: TopLine): number => (a < b ? -1 : a > b ? 1 : 0);

/** An empty line keeps them apart from what is neither their like nor empty. */
function separated(
  lines: readonly Line[],
  place: number,
  added: string,
  eol: string,
  text: string,
  { sibling }: Top,
): TextEdit {
  const next = lines[place];
  const previous = lines[place - 1];
  const isLike = (line: Line): boolean =>
    line.text.trim() === "" || /^(?:import|from)\b/.test(line.text) || sibling?.test(line.text) === true;
  const above = previous && !isLike(previous) && !isComment(previous) ? eol : "";
  if (next) return insertion(next.start, above + added + (isLike(next) ? "" : eol));
  return insertion(text.length, (text === "" || text.endsWith("\n") ? "" : eol) + above + added);
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

function blockIn(
  lines: readonly Line[],
  { open, close }: NonNullable<Top["block"]>,
): { first: number; end: number } | undefined {
  const opening = lines.findIndex(({ masked }) => open.test(masked));
  if (opening < 0) return undefined;
  const length = lines.slice(opening + 1).findIndex(({ masked }) => close.test(masked));
  return length < 0 ? undefined : { first: opening + 1, end: opening + 1 + length };
}

/** Before the first of its like that sorts behind it, in the first unbroken run of them; at `first` where there is none. */
function sortedPlace(lines: readonly Line[], first: number, end: number, sibling: RegExp, key = ""): number {
  let at = first;
  while (at < end) {
    const found = sibling.exec(lines[at]!.text)?.groups?.key;
    if (found === undefined || found > key) return at;
    at++;
  }
  return at;
}

/** Puts a statement behind the imports that stand at the top, with an empty line around it. */
export function insertAfterImports(read: ReadText, top: Top, statement: string, eol: string): TextEdit {
  const lines = linesOf(read);
  const first = headerEnd(lines, top);
  const place = importsEnd(lines, first);
  const next = lines[place];
  const above = place > first ? eol : "";
  const below = next && next.text.trim() !== "" ? eol : "";
  return insertion(next?.start ?? read.text.length, above + statement + eol + below);
}

function importsEnd(lines: readonly Line[], first: number): number {
  let place = first;
  let depth = 0;
  for (let at = first; at < lines.length; at++) {
    const { masked } = lines[at]!;
    if (depth === 0 && masked.trim() !== "" && !/^(?:import|from)\b/.test(masked)) break;
    depth += (masked.match(/[([{]/g)?.length ?? 0) - (masked.match(/[)\]}]/g)?.length ?? 0);
    if (masked.trim() !== "") place = at + 1;
  }
  return place;
}
