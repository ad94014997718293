/** Literals that are told by a pattern and not by quotes alone: raw ones, numbers, and bodies that begin on the next line. */
import type { Span } from "../document.ts";
import type { Literal } from "./literal.ts";
import type { Form, Lexis } from "./references.ts";

/** @returns the literal of a form with a pattern that begins at the place */
export function toldLiteral(text: string, at: number, forms: readonly Form[], bracket: number): Literal | undefined {
  for (const form of forms) {
    const match = matchAt(form.pattern!, text, at);
    if (!match?.groups || match[0] === "") continue;
    const { open = "", close = "" } = match.groups;
    const outer = { start: at, end: at + match[0].length };
    const inner = { start: at + open.length, end: outer.end - close.length };
    return { form: form.name, quote: open, prefix: "", outer, inner, holes: holesIn(text, inner, form), bracket };
  }
  return undefined;
}

function matchAt(sticky: RegExp, text: string, at: number): RegExpExecArray | null {
  sticky.lastIndex = at;
  return sticky.exec(text);
}

/** Where a sticky pattern that begins at the place ends; undefined where it does not, or takes nothing. */
export function endOf(sticky: RegExp | undefined, text: string, at: number): number | undefined {
  const length = sticky ? (matchAt(sticky, text, at)?.[0].length ?? 0) : 0;
  return length > 0 ? at + length : undefined;
}

/** Where literals of a form without quotes hold code. */
function holesIn(text: string, { start, end }: Span, { holes }: Form): Span[] {
  if (!holes) return [];
  return Array.from(text.slice(start, end).matchAll(holes), ({ index, 0: hole }) => ({
    start: start + index,
    end: start + index + hole.length,
  }));
}

/** @param close what ends the code on the line, and a comment with it: `?>` */
export function lineEnd(text: string, at: number, close: string | undefined): number {
  const found = text.indexOf("\n", at);
  const line = found < 0 ? text.length : found;
  const end = close === undefined ? -1 : text.indexOf(close, at);
  return end >= 0 && end < line ? end : line;
}

/** A body that an earlier line has announced. */
interface Announced {
  readonly end: string;
  readonly form: Form | undefined;
}

/** Bodies that begin on the line after the one that announces them, and end at a line that holds their end's name alone. */
export class HereDocuments {
  readonly #lexis: Lexis;
  readonly #pending: Announced[] = [];

  constructor(lexis: Lexis) {
    this.#lexis = lexis;
  }

  get open(): boolean {
    return this.#pending.length > 0;
  }

  /** @returns where what announces a body ends, if it stands there */
  announce(text: string, at: number): number | undefined {
    for (const { pattern, form } of this.#lexis.hereDocuments) {
      const match = matchAt(pattern, text, at);
      const end = match?.groups?.end;
      if (!match || end === undefined) continue;
      this.#pending.push({ end, form: this.#lexis.forms.get(form) });
      return at + match[0].length;
    }
    return undefined;
  }

  /**
   * The bodies announced so far.
   * @param at where the next line begins
   * @returns `closed` where each has its end, and where the code goes on
   */
  read(text: string, at: number, bracket: number): { literals: Literal[]; at: number; closed: boolean } {
    const literals: Literal[] = [];
    let place = at;
    for (const { end, form } of this.#pending.splice(0)) {
      const close = new RegExp(`^[ \\t]*${end}(?!\\w)`, "m");
      const rest = text.slice(place);
      const found = close.exec(rest);
      if (!found) return { literals, at: text.length, closed: false };
      const inner = { start: place, end: place + found.index };
      const holes = form ? holesIn(text, inner, form) : [];
      if (form) literals.push({ form: form.name, quote: "", prefix: "", outer: inner, inner, holes, bracket });
      place = inner.end + found[0].length;
    }
    return { literals, at: place, closed: true };
  }
}
