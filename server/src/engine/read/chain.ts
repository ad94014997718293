/** Reads concatenations of string literals: what the parts make together, and where each stands. */
import type { Span } from "../document.ts";
import type { Form } from "./form.ts";

const MOST_PARTS = 16;
/** In UTF-16 code units, all parts together. */
const LONGEST = 4096;
/** A part does not reach farther than this, in UTF-16 code units. */
const LONGEST_PART = 1024;

/** From the quote that closes a literal to the one that opens the next: an operator, or nothing but blanks and line continuations. */
const JOINT =
  /["']\)?(?:\s|\\(?=\r?\n)){0,80}(?:(?:\+|\.{1,2}|&|<>|\|\|)(?:[\s(]|[_\\](?=\r?\n)){0,80})?[brufBRUF@$]{0,2}["']/y;
/** What is not known before the program runs is joined to the literals. */
const GOES_ON = /^["']\)?\s{0,80}(?:\+|&(?!&)|\.{1,2}(?=[ \t$]))/;

/** Literals whose values are joined. */
export interface Chain {
  /** The insides of the literals, two or more. */
  readonly parts: readonly Span[];
  readonly text: string;
  /** Where the inside of the last one ends. */
  readonly end: number;
}

/**
 * All concatenations of a text, at most 16 literals and 4 KB each; they do not overlap.
 * @param joints quotes at which literals may be joined, in the order of the text
 */
export function chainsIn(text: string, form: Form, joints: readonly number[]): Chain[] {
  const chains: Chain[] = [];
  let done = 0;
  for (const closing of joints) {
    JOINT.lastIndex = closing;
    if (closing < done || !JOINT.test(text)) continue;
    const first = partBefore(text, closing);
    const chain = first && chainFrom(text, first, form);
    if (!chain) continue;
    chains.push(chain);
    done = chain.end + 1;
  }
  return chains;
}

/**
 * @param first the inside of a quoted literal
 * @returns undefined where no literal is joined to it, or something that is none
 */
export function wholeChainFrom(text: string, first: Span, form: Form): Chain | undefined {
  const chain = chainFrom(text, first, form);
  return chain && GOES_ON.test(text.slice(chain.end, chain.end + 90)) ? undefined : chain;
}

/** The inside of the literal on one line whose closing quote stands at `end`. */
function partBefore(text: string, end: number): Span | undefined {
  const start = text.lastIndexOf(text[end]!, end - 1) + 1;
  if (start === 0 || end - start > LONGEST_PART || text[end - 1] === "\\") return undefined;
  return text.slice(start, end).includes("\n") ? undefined : { start, end };
}

/** Without an operator the shell joins what touches, where code has a doubled quote; code joins over blanks, where the shell has two arguments. */
const joins = (joint: string, form: Form): boolean =>
  /[+.&<|]/.test(joint) || (form === "code" ? /\s/.test(joint) : joint.length === 2);

function chainFrom(text: string, first: Span, form: Form): Chain | undefined {
  const parts = [first];
  let joined = text.slice(first.start, first.end);
  while (parts.length < MOST_PARTS) {
    const closing = parts.at(-1)!.end;
    JOINT.lastIndex = closing;
    const joint = JOINT.exec(text)?.[0];
    if (joint === undefined || !joins(joint, form)) break;
    const start = closing + joint.length;
    const end = text.indexOf(joint.at(-1)!, start);
    const part = end < 0 || end - start > LONGEST_PART ? "\n" : text.slice(start, end);
    if (/[\n\\]/.test(part) || joined.length + part.length > LONGEST) break;
    parts.push({ start, end });
    joined += part;
  }
  return parts.length > 1 ? { parts, text: joined, end: parts.at(-1)!.end } : undefined;
}
