/** Reads the elements that stand in JavaScript and TypeScript (JSX): their attributes' values and their text. */
import type { Literal } from "./literal.ts";

/** Inside `<a b="c">`, or between `<a>` and `</a>`. */
export interface MarkupFrame {
  readonly kind: "tag" | "children";
  /** A tag that closes an element. */
  readonly closing: boolean;
}

/** What stands at a place in an element, and how the reader goes on from there. */
export type MarkupStep =
  | { readonly kind: "hole" }
  | { readonly kind: "go"; readonly end: number; readonly pop: number; readonly push: readonly MarkupFrame[] }
  | {
      readonly kind: "text";
      readonly literal: Omit<Literal, "bracket">;
      readonly end: number;
      readonly pop: 0;
      readonly push: readonly MarkupFrame[];
    };

/** `<a` and `<>` begin an element; `<T,>` and `<T extends X>` are a function's type parameters. */
export function isElementStart(text: string, at: number): boolean {
  if (text[at] !== "<") return false;
  const ahead = text.slice(at + 1, at + 60);
  return /^(?:[A-Za-z_$]|>)/.test(ahead) && !/^[A-Za-z_$][\w$]*\s*(?:,|extends\b)/.test(ahead);
}

export const tagFrame = (text: string, at: number): MarkupFrame => ({ kind: "tag", closing: text[at + 1] === "/" });

/** The quoted value of an attribute: it knows no escapes and may span lines. */
export function attributeAt(frame: MarkupFrame, text: string, at: number, bracket: number): Literal | undefined {
  const quote = text[at];
  if (frame.kind !== "tag" || (quote !== '"' && quote !== "'")) return undefined;
  const close = text.indexOf(quote, at + 1);
  if (close < 0) return undefined;
  const literal = { form: "attribute", quote, prefix: "", holes: [], bracket };
  return { ...literal, outer: { start: at, end: close + 1 }, inner: { start: at + 1, end: close } };
}

const CHILDREN: MarkupFrame = { kind: "children", closing: false };

export function markupStep(frame: MarkupFrame, text: string, at: number): MarkupStep {
  if (text[at] === "{") return { kind: "hole" };
  return frame.kind === "tag" ? tagStep(frame, text, at) : childStep(text, at);
}

function tagStep({ closing }: MarkupFrame, text: string, at: number): MarkupStep {
  if (text.startsWith("/>", at)) return { kind: "go", end: at + 2, pop: 1, push: [] };
  if (text[at] !== ">") return { kind: "go", end: at + 1, pop: 0, push: [] };
  // A closing tag ends its own frame and the children's that it stood in.
  return closing
    ? { kind: "go", end: at + 1, pop: 2, push: [] }
    : { kind: "go", end: at + 1, pop: 1, push: [CHILDREN] };
}

function childStep(text: string, at: number): MarkupStep {
  if (text[at] === "<") return { kind: "go", end: at + 1, pop: 0, push: [tagFrame(text, at)] };
  const next = /[<{]/g;
  next.lastIndex = at;
  const end = next.exec(text)?.index ?? text.length;
  const span = { start: at, end };
  return {
    kind: "text",
    literal: { form: "markup", quote: "", prefix: "", outer: span, inner: span, holes: [] },
    end,
    pop: 0,
    push: [],
  };
}
