/** Reads XML as far as its attributes and texts go (XML 1.0): where each stands, and the elements above. */
import type { Span } from "../document.ts";
import { blanked, type Literal, type ReadText } from "./literal.ts";

const PIECE =
  /<!--[\s\S]*?-->|<!\[CDATA\[(?<cdata>[\s\S]*?)\]\]>|<[?!][^>]*>|<\/(?<closed>[\w:.-]+)\s*>|<(?<opened>[\w:.-]+)(?<attributes>(?:"[^"]*"|'[^']*'|[^"'>])*?)(?<empty>\/?)>|(?<text>[^<]+)|</g;
const ATTRIBUTE = /(?<name>[\w:.-]+)\s*=\s*(?<quoted>"[^"]*"|'[^']*')/g;

/** Literals are `attribute`, `text` (without the blanks around) and `cdata`; keys are elements' and the attribute's names. */
export function readXml(text: string): ReadText {
  const literals: Literal[] = [];
  const comments: Span[] = [];
  const elements: string[] = [];
  let broken = false;
  for (const { 0: piece, index, groups = {} } of text.matchAll(PIECE)) {
    const { cdata, closed, opened, attributes = "", empty, text: plain } = groups;
    if (piece.startsWith("<!--")) comments.push({ start: index, end: index + piece.length });
    else if (cdata !== undefined) literals.push(literal("cdata", "", index + "<![CDATA[".length, cdata, elements));
    else if (closed !== undefined) broken ||= elements.pop() !== closed;
    else if (opened !== undefined) {
      elements.push(opened);
      literals.push(...attributesOf(attributes, index + 1 + opened.length, elements));
      if (empty) elements.pop();
    } else if (plain?.trim()) {
      const start = index + plain.length - plain.trimStart().length;
      literals.push(literal("text", "", start, plain.trim(), elements));
    } else if (piece === "<") broken = true;
  }
  const mask = blanked(text, comments);
  return { text, literals, comments, mask, brackets: new Map(), broken: broken || elements.length > 0 };
}

const attributesOf = (written: string, start: number, elements: readonly string[]): Literal[] =>
  Array.from(written.matchAll(ATTRIBUTE), ({ index, 0: all, groups }) => {
    const { name = "", quoted = "" } = groups ?? {};
    const at = start + index + all.length - quoted.length + 1;
    return literal("attribute", quoted[0]!, at, quoted.slice(1, -1), [...elements, name]);
  });

function literal(form: string, quote: string, start: number, value: string, keys: readonly string[]): Literal {
  const inner = { start, end: start + value.length };
  const outer = { start: start - quote.length, end: inner.end + quote.length };
  return { form, quote, prefix: "", outer, inner, holes: [], bracket: -1, keys: keys.join(".") };
}
