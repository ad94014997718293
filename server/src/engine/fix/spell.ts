/** Spells a reference in the place of a value: in place of a whole literal, or inside a longer one. */
import type { Span } from "../document.ts";
import { type Circumstances, holds } from "./condition.ts";
import { insertion, type TextEdit } from "./edit.ts";
import { type Literal, partsOf } from "./literal.ts";
import type { Form, Spelling } from "./references.ts";

export interface SpellRequest {
  readonly text: string;
  readonly literal: Literal;
  readonly form: Form;
  readonly spelling: Spelling;
  /** Where the value stands in the literal, in order. */
  readonly spans: readonly Span[];
  readonly name: string;
  readonly at: Circumstances;
  /** Another literal stands right beside it, so that it must stay one. */
  readonly beside: boolean;
}

/** @returns a reason where the literal cannot hold a reference */
export function spell(request: SpellRequest): TextEdit[] | string {
  const { literal, spelling, spans, beside } = request;
  const whole = isWhole(literal, spans);
  if (spelling.whole !== undefined && whole && !beside) return [{ span: literal.outer, newText: expression(request) }];
  if (spelling.hole !== undefined) return withHoles(request, spelling.hole);
  if (spelling.join !== undefined && !beside) return joinedPieces(request, spelling.join);
  return "A reference cannot stand inside a literal of this kind.";
}

/** Whether the value is all that the literal holds. */
export const isWhole = ({ inner, holes }: Literal, spans: readonly Span[]): boolean =>
  spans.length === 1 && holes.length === 0 && spans[0]!.start === inner.start && spans[0]!.end === inner.end;

/** The reference in place of a whole literal. */
export function expression({
  literal,
  spelling,
  name,
  at,
}: Pick<SpellRequest, "literal" | "spelling" | "name" | "at">): string {
  const variant = spelling.variants.find((candidate) => holds(candidate, at));
  return filled(variant?.whole ?? spelling.whole ?? spelling.hole ?? "", literal.quote, name);
}

function filled(template: string, quote: string, name: string): string {
  const own = quote[0] ?? '"';
  return template
    .replaceAll("{name}", name)
    .replaceAll("{q}", own)
    .replaceAll("{o}", own === '"' ? "'" : '"');
}

function withHoles({ text, literal, form, spelling, spans, name }: SpellRequest, hole: string): TextEdit[] | string {
  const { reopen } = spelling;
  const edits = spans.map((span): TextEdit => ({ span, newText: filled(hole, literal.quote, name) }));
  if (!reopen) return edits;
  const rest = partsOf(literal).flatMap((part) => without(part, spans));
  const unless = reopen.unless === undefined ? undefined : new RegExp(reopen.unless);
  if (rest.some(({ start, end }) => unless?.test(text.slice(start, end)))) {
    return "The rest of the literal is written with escapes that it could not keep.";
  }
  for (const part of rest) edits.push(...escapes(text, part, form, reopen.escape ?? {}));
  const { outer, inner, quote } = literal;
  if (reopen.open !== undefined) {
    edits.push({ span: { start: outer.start, end: inner.start }, newText: reopen.open.replaceAll("{quote}", quote) });
  }
  if (reopen.close !== undefined) edits.push({ span: { start: inner.end, end: outer.end }, newText: reopen.close });
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
    if (form.backslash && form.escapes && text[at] === "\\") at++;
    else if (found) at += found.length - 1;
  }
  return edits;
}

/** `"a" + reference + "b"`: the literal is cut at the value, empty pieces left out. */
function joinedPieces(request: SpellRequest, join: string): TextEdit[] {
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
    const reference = expression(request);
    return {
      span: { start: first ? outer.start : span.start, end: last ? outer.end : span.end },
      newText: before + reference + after,
    };
  });
  if (isWhole(literal, spans) || !spelling.wrap.some((condition) => holds(condition, at))) return edits;
  return [insertion(outer.start, "("), ...edits, insertion(outer.end, ")")];
}
