/** Spells a reference in the place of a value: in place of a whole literal, or inside a longer one. */
import type { Span } from "../document.ts";
import { type Circumstances, holds } from "./condition.ts";
import { insertion, type TextEdit } from "./edit.ts";
import { type Literal, partsOf } from "./literal.ts";
import type { Form, Spelling } from "./references.ts";
import { filled, type NameParts } from "./template.ts";

export interface SpellRequest {
  readonly text: string;
  readonly literal: Literal;
  readonly form: Form;
  readonly spelling: Spelling;
  /** Where the value stands in the literal, in order. */
  readonly spans: readonly Span[];
  readonly name: NameParts;
  readonly at: Circumstances;
  /** Another literal stands right beside it, so that it must stay one. */
  readonly beside: boolean;
}

/** The spelling where the literal stands, a variant's words taken for the spelling's own. */
type Chosen = Omit<SpellRequest, "spelling"> & { readonly spelling: Omit<Spelling, "variants"> };

/** @returns a reason where the literal cannot hold a reference */
export function spell(request: SpellRequest): TextEdit[] | string {
  const chosen = { ...request, spelling: spellingAt(request.spelling, request.at) };
  const { literal, spelling, spans, beside } = chosen;
  const whole = isWhole(literal, spans);
  if (spelling.whole !== undefined && whole && !beside) return [{ span: literal.outer, newText: expression(request) }];
  const joins = spelling.join !== undefined && !beside;
  if (spelling.hole !== undefined) {
    const edits = withHoles(chosen, spelling.hole);
    if (typeof edits !== "string" || !joins) return edits;
  }
  if (spelling.join !== undefined && joins) return joinedPieces(chosen, spelling.join);
  return "A reference cannot stand inside a literal of this kind.";
}

function spellingAt({ variants, ...spelling }: Spelling, at: Circumstances): Omit<Spelling, "variants"> {
  return { ...spelling, ...variants.find((candidate) => holds(candidate, at))?.spelling };
}

/** Whether several values of one literal have to be edited together. */
export const isTogether = ({ reopen, join }: Spelling): boolean => reopen !== undefined || join !== undefined;

/** Whether the value is all that the literal holds. */
export const isWhole = ({ inner, holes }: Literal, spans: readonly Span[]): boolean =>
  spans.length === 1 && holes.length === 0 && spans[0]!.start === inner.start && spans[0]!.end === inner.end;

/** The reference in place of a whole literal. */
export function expression(request: Pick<SpellRequest, "text" | "literal" | "spelling" | "name" | "at">): string {
  const { whole, hole } = spellingAt(request.spelling, request.at);
  return written(whole ?? hole ?? "", request);
}

/** Fills a template with the name and with what the literal is made of. */
export function written(
  template: string,
  { text, literal, name }: Pick<SpellRequest, "text" | "literal" | "name">,
): string {
  const { outer, inner, quote } = literal;
  const own = quote[0] ?? '"';
  const line = text.lastIndexOf("\n", outer.start - 1) + 1;
  return filled(template, {
    ...name,
    q: own,
    o: own === '"' ? "'" : '"',
    quote,
    open: text.slice(outer.start, inner.start),
    close: text.slice(inner.end, outer.end),
    indent: /^[ \t]*/.exec(text.slice(line, outer.start))![0],
  });
}

function withHoles(request: Chosen, hole: string): TextEdit[] | string {
  const { text, literal, form, spelling, spans } = request;
  const { reopen } = spelling;
  const edits = spans.map((span): TextEdit => ({ span, newText: written(hole, request) }));
  if (!reopen) return edits;
  const rest = partsOf(literal).flatMap((part) => without(part, spans));
  const unless = reopen.unless === undefined ? undefined : new RegExp(reopen.unless);
  if (rest.some(({ start, end }) => unless?.test(text.slice(start, end)))) {
    return "The rest of the literal is written with escapes that it could not keep.";
  }
  for (const part of rest) edits.push(...escapes(text, part, form, reopen.escape ?? {}));
  const { outer, inner } = literal;
  if (reopen.open !== undefined) {
    edits.push({ span: { start: outer.start, end: inner.start }, newText: written(reopen.open, request) });
  }
  if (reopen.close !== undefined) {
    edits.push({ span: { start: inner.end, end: outer.end }, newText: written(reopen.close, request) });
  }
  return edits;
}

function without(part: Span, spans: readonly Span[]): Span[] {
  const rest: Span[] = [];
  let at = part.start;
  for (const span of spans) {
    if (span.start < at || span.start >= part.end) continue;
    rest.push({ start: at, end: span.start });
    at = span.end;
  }
  return [...rest, { start: at, end: part.end }].filter(({ start, end }) => start < end);
}

/** Characters that mean something else once the literal is reopened; those behind a backslash are text already. */
function escapes(text: string, { start, end }: Span, form: Form, table: Readonly<Record<string, string>>): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let at = start; at < end; at++) {
    const found = Object.keys(table).find((characters) => text.startsWith(characters, at));
    if (found) edits.push({ span: { start: at, end: at + found.length }, newText: table[found]! });
    if ((form.backslash || form.escapeWith) && form.escapes && text[at] === (form.escapeWith ?? "\\")) at++;
    else if (found) at += found.length - 1;
  }
  return edits;
}

/** `"a" + reference + "b"`: the literal is cut at the value, empty pieces left out. */
function joinedPieces(request: Chosen, join: string): TextEdit[] {
  const { text, literal, spelling, spans, at } = request;
  const { outer, inner } = literal;
  const open = text.slice(outer.start, inner.start);
  const close = text.slice(inner.end, outer.end);
  const edits = spans.map((span, index): TextEdit => {
    const first = index === 0 && span.start === inner.start;
    const last = index === spans.length - 1 && span.end === inner.end;
    const follows = spans[index - 1]?.end === span.start;
    const before = follows || first ? "" : close + join;
    const after = last ? "" : spans[index + 1]?.start === span.end ? join : join + open;
    const reference = written(spelling.whole ?? spelling.hole ?? "", request);
    return {
      span: { start: first ? outer.start : span.start, end: last ? outer.end : span.end },
      newText: before + reference + after,
    };
  });
  const wraps = !isWhole(literal, spans) && spelling.wrap.some((condition) => holds(condition, at));
  const around = spelling.around ?? (wraps ? ["(", ")"] : undefined);
  return around ? [insertion(outer.start, around[0]!), ...edits, insertion(outer.end, around[1]!)] : edits;
}
