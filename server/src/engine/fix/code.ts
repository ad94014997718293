/** Reads the text of a programming language, as far as literals, comments and brackets go, by what its lexis says. */
import type { Span } from "../document.ts";
import type { CodeFrame, Frame, LiteralFrame } from "./frames.ts";
import { blanked, type Literal, partsOf, type ReadText } from "./literal.ts";
import { attributeAt, isElementStart, type MarkupFrame, type MarkupStep, markupStep, tagFrame } from "./markup.ts";
import { expectsOperand, expressionEnd } from "./operand.ts";
import type { Form, Lexis } from "./references.ts";
import { endOf, HereDocuments, lineEnd, toldLiteral } from "./told-literals.ts";

const OPEN = "([{";
const CLOSE = ")]}";

export function readCode(text: string, lexis: Lexis): ReadText {
  const read = new CodeReader(text, lexis).read();
  // `<T>(x: T) => T` looks like an element that never closes.
  return read.broken && lexis.markup ? new CodeReader(text, { ...lexis, markup: false }).read() : read;
}

/** Numbers stay visible to conditions. */
const isBlanked = ({ quote, form }: Literal): boolean => quote !== "" || form !== "number";

class CodeReader {
  readonly #text: string;
  readonly #lexis: Lexis;
  readonly #openings: readonly { readonly quote: string; readonly form: Form }[];
  readonly #told: readonly Form[];
  readonly #here: HereDocuments;
  readonly #literals: Literal[] = [];
  readonly #comments: Span[] = [];
  readonly #expressions: Span[] = [];
  /** The braces of holes. */
  readonly #braces: number[] = [];
  readonly #brackets = new Map<number, number>();
  readonly #open: number[] = [];
  readonly #frames: Frame[] = [{ kind: "code", close: "", depth: 0, start: 0 }];
  #at = 0;
  #broken = false;
  /** The last character of code before the place that is neither blank nor comment; -1 at the beginning. */
  #last = -1;

  constructor(text: string, lexis: Lexis) {
    this.#text = text;
    this.#lexis = lexis;
    this.#openings = [...lexis.forms.values()]
      .flatMap((form) => (form.quotes ?? []).map((quote) => ({ quote, form })))
      .sort((a, b) => b.quote.length - a.quote.length);
    this.#told = [...lexis.forms.values()].filter(({ pattern }) => pattern);
    this.#here = new HereDocuments(lexis);
  }

  read(): ReadText {
    if (this.#text.startsWith("#!")) this.#skipComment(this.#lineEnd());
    if (this.#lexis.embedded) this.#skipToCode();
    while (this.#at < this.#text.length) this.#step(this.#frames.at(-1)!);
    const blanks = [...this.#comments, ...this.#expressions, ...this.#literals.filter(isBlanked).flatMap(partsOf)];
    const mask = blanked(this.#text, blanks);
    const literals = this.#literals.sort((a, b) => a.outer.start - b.outer.start || b.outer.end - a.outer.end);
    return {
      text: this.#text,
      literals,
      comments: this.#comments,
      mask: this.#asParentheses(mask),
      brackets: this.#brackets,
      broken: this.#broken || this.#frames.length > 1 || this.#here.open,
    };
  }

  #step(frame: Frame): void {
    if (frame.kind === "code") this.#stepCode(frame);
    else if (frame.kind === "literal") this.#stepLiteral(frame);
    else this.#stepMarkup(frame);
  }

  #stepCode(frame: CodeFrame): void {
    if (this.#endsHole(frame) || this.#endsCode() || this.#skip() || this.#comment() || this.#hereDocument()) return;
    if (this.#toldLiteral() || this.#literal() || this.#expression() || this.#element()) return;
    const unit = this.#text[this.#at]!;
    if (OPEN.includes(unit)) this.#openBracket();
    else if (CLOSE.includes(unit) && this.#open.length > frame.depth) this.#open.pop();
    if (!/\s/.test(unit)) this.#last = this.#at;
    this.#at++;
    if (unit === "\n" && this.#here.open) this.#readHereDocuments();
  }

  #endsHole(frame: CodeFrame): boolean {
    const ends =
      frame.close !== "" && this.#open.length === frame.depth && this.#text.startsWith(frame.close, this.#at);
    if (ends) this.#closeHole(frame);
    return ends;
  }

  #openBracket(): void {
    this.#brackets.set(this.#at, this.#open.at(-1) ?? -1);
    this.#open.push(this.#at);
  }

  /** Outside `<?php ... ?>` nothing is code. */
  #endsCode(): boolean {
    const { embedded } = this.#lexis;
    if (!embedded || !this.#text.startsWith(embedded.close, this.#at)) return false;
    this.#at += embedded.close.length;
    this.#skipToCode();
    return true;
  }

  #skipToCode(): void {
    const { open } = this.#lexis.embedded!;
    const found = this.#text.indexOf(open, this.#at);
    const end = found < 0 ? this.#text.length : found + open.length;
    this.#expressions.push({ start: this.#at, end });
    this.#at = end;
    this.#last = -1;
  }

  #skip(): boolean {
    const end = endOf(this.#lexis.skip, this.#text, this.#at);
    if (end === undefined) return false;
    this.#expressions.push({ start: this.#at + 1, end: Math.max(this.#at + 1, end - 1) });
    this.#at = end;
    this.#last = end - 1;
    return true;
  }

  #hereDocument(): boolean {
    const end = this.#here.announce(this.#text, this.#at);
    if (end === undefined) return false;
    this.#at = end;
    this.#last = end - 1;
    return true;
  }

  #readHereDocuments(): void {
    const { literals, at, closed } = this.#here.read(this.#text, this.#at, this.#open.at(-1) ?? -1);
    this.#literals.push(...literals);
    this.#at = at;
    this.#broken ||= !closed;
  }

  #toldLiteral(): boolean {
    const literal = toldLiteral(this.#text, this.#at, this.#told, this.#open.at(-1) ?? -1);
    if (!literal) return false;
    this.#literals.push(literal);
    this.#at = literal.outer.end;
    this.#last = this.#at - 1;
    return true;
  }

  #comment(): boolean {
    const told = endOf(this.#lexis.comments, this.#text, this.#at);
    if (told !== undefined) {
      this.#skipComment(told);
      return true;
    }
    const { lineComments = [], blockComments = [] } = this.#lexis;
    if (lineComments.some((mark) => this.#text.startsWith(mark, this.#at))) {
      this.#skipComment(this.#lineEnd());
      return true;
    }
    const block = blockComments.find(([open]) => this.#text.startsWith(open, this.#at));
    if (!block) return false;
    const close = this.#text.indexOf(block[1], this.#at + block[0].length);
    this.#skipComment(close < 0 ? this.#text.length : close + block[1].length);
    return true;
  }

  #skipComment(end: number): void {
    this.#comments.push({ start: this.#at, end });
    this.#at = end;
  }

  #lineEnd(): number {
    return lineEnd(this.#text, this.#at, this.#lexis.embedded?.close);
  }

  #literal(): boolean {
    const opening = this.#openings.filter(({ quote }) => this.#text.startsWith(quote, this.#at));
    if (opening.length === 0) return false;
    const { quote } = opening[0]!;
    const letters = /(?<![\w$])[A-Za-z]{0,3}$/.exec(this.#text.slice(Math.max(0, this.#at - 4), this.#at))?.[0] ?? "";
    const longest = opening.filter((candidate) => candidate.quote === quote);
    const found =
      longest.find(({ form }) => form.prefix.test(letters)) ?? longest.find(({ form }) => form.prefix.test(""));
    if (!found) return false;
    const prefix = found.form.prefix.test(letters) ? letters : "";
    this.#frames.push({ kind: "literal", form: found.form, quote, prefix, start: this.#at, holes: [] });
    this.#at += quote.length;
    return true;
  }

  #stepLiteral(frame: LiteralFrame): void {
    const { form, quote, holes } = frame;
    const hole = form.hole;
    const unit = this.#text[this.#at]!;
    const escapes = form.escapeWith ?? (form.backslash ? "\\" : undefined);
    if (hole?.open[0] === escapes && hole && this.#text.startsWith(hole.open, this.#at))
      this.#openHole(hole.open, hole.close, (span) => holes.push(span));
    else if (unit === escapes) this.#at += this.#text.startsWith("\r\n", this.#at + 1) ? 3 : 2;
    else if (form.doubles?.includes(quote) && this.#text.startsWith(quote + quote, this.#at)) this.#at += 2;
    else if (this.#text.startsWith(quote, this.#at)) this.#closeLiteral(frame);
    else if (unit === "\n" && !form.multiline?.includes(quote)) {
      this.#broken = true;
      this.#frames.pop();
    } else if (hole && this.#text.startsWith(hole.open, this.#at)) {
      if (hole.doubled && this.#text.startsWith(hole.open.repeat(2), this.#at)) this.#at += hole.open.length * 2;
      else this.#openHole(hole.open, hole.close, (span) => holes.push(span));
    } else this.#at++;
  }

  #openHole(open: string, close: string, onClose?: (hole: Span) => void): void {
    this.#braces.push(this.#at + open.length - 1);
    const depth = this.#open.length;
    this.#frames.push({ kind: "code", close, depth, start: this.#at, ...(onClose && { onClose }) });
    this.#at += open.length;
    this.#last = -1;
  }

  #closeHole(frame: CodeFrame): void {
    this.#braces.push(this.#at);
    this.#at += frame.close.length;
    frame.onClose?.({ start: frame.start, end: this.#at });
    this.#frames.pop();
  }

  #closeLiteral({ form, quote, prefix, start, holes }: LiteralFrame): void {
    const end = this.#at + quote.length;
    this.#literals.push({
      form: form.name,
      quote,
      prefix,
      outer: { start: start - prefix.length, end },
      inner: { start: start + quote.length, end: this.#at },
      holes,
      bracket: this.#open.at(-1) ?? -1,
    });
    this.#last = end - 1;
    this.#at = end;
    this.#frames.pop();
  }

  /** A regular expression: never read as anything else, and nothing is put into it. */
  #expression(): boolean {
    const end = this.#lexis.regexLiterals ? expressionEnd(this.#text, this.#at, this.#last) : undefined;
    if (end === undefined) return false;
    this.#expressions.push({ start: this.#at + 1, end: end - 1 });
    this.#at = end;
    this.#last = end - 1;
    return true;
  }

  #element(): boolean {
    if (!this.#lexis.markup || !isElementStart(this.#text, this.#at) || !expectsOperand(this.#text, this.#last))
      return false;
    this.#frames.push(tagFrame(this.#text, this.#at));
    this.#at++;
    return true;
  }

  #stepMarkup(frame: MarkupFrame): void {
    const attribute = attributeAt(frame, this.#text, this.#at, this.#open.at(-1) ?? -1);
    if (attribute) {
      this.#literals.push(attribute);
      this.#at = attribute.outer.end;
      return;
    }
    if (frame.kind === "tag" && this.#comment()) return;
    const step = markupStep(frame, this.#text, this.#at);
    if (step.kind === "hole") this.#openHole("{", "}");
    else this.#goOn(step);
  }

  #goOn(step: Exclude<MarkupStep, { kind: "hole" }>): void {
    if (step.kind === "text") this.#literals.push({ ...step.literal, bracket: this.#open.at(-1) ?? -1 });
    const nested = this.#frames.at(-2)?.kind === "children";
    const popped = nested ? step.pop : Math.min(step.pop, 1);
    this.#frames.splice(this.#frames.length - popped, popped, ...step.push);
    this.#at = step.end;
    if (popped > 0) this.#last = step.end - 1;
  }

  /** The braces of holes stand in the mask as parentheses: what is in them is an expression, not a block. */
  #asParentheses(mask: string): string {
    const units = [...this.#braces].sort((a, b) => a - b);
    let result = "";
    let copied = 0;
    for (const at of units) {
      result += mask.slice(copied, at) + (this.#text[at] === "{" ? "(" : ")");
      copied = at + 1;
    }
    return result + mask.slice(copied);
  }
}
