/** Reads reports in XML and HTML strictly: the elements in their order, with attributes and text. */
import { Parser } from "htmlparser2";

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

/** HTML has elements without an end. */
const empty = new Set(["meta", "br", "link", "img"]);

/** @throws Error where an element is not closed in its place, or a character is one that XML cannot have */
export function elementsOf(markup: string, kind: "xml" | "html"): Element[] {
  assertClosed(markup);
  const elements: Element[] = [];
  const open: Element[] = [];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const element = { name, attributes, text: "" };
        elements.push(element);
        open.push(element);
      },
      ontext(text) {
        const inside = open.at(-1);
        if (inside) inside.text += text;
      },
      onclosetag: () => void open.pop(),
    },
    { xmlMode: kind === "xml", decodeEntities: true },
  );
  parser.end(markup);
  return elements;
}

/** Attributes hold no `>`: it must be written as an entity. */
function assertClosed(markup: string): void {
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(markup)) throw new Error("a control character");
  if (/&(?!(?:amp|lt|gt|quot|#\d+);)/.test(markup)) throw new Error("an entity that is none");
  const open: string[] = [];
  for (const [, end, name, alone] of markup.matchAll(/<(\/?)([A-Za-z][\w-]*)[^<>]*?(\/?)>/g)) {
    if (end && open.pop() !== name) throw new Error(`${name} is not closed in its place`);
    if (!end && !alone && !empty.has(name!)) open.push(name!);
  }
  if (open.length > 0) throw new Error(`${open.at(-1)} is not closed`);
}
