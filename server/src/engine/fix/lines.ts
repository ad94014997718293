/** Reads files that hold one setting a line (INI, properties, .npmrc, batch): what a line gives, and the section above. */
import type { Span } from "../document.ts";
import { blanked, type Literal, type ReadText } from "./literal.ts";
import type { Lexis } from "./references.ts";

/**
 * A line that an entry of the lexis matches has a literal `value` under `section.key`, one that none matches a literal
 * `line`. A section's group `key` begins the keys of what follows.
 */
export function readLines(text: string, { lineComments = [], comments, entries, section }: Lexis): ReadText {
  const found: Span[] = [];
  const literals: Literal[] = [];
  let above = "";
  let start = 0;
  for (const whole of text.split("\n")) {
    const line = whole.replace(/\r$/, "");
    const head = section?.exec(line)?.groups?.key;
    if (isComment(line, lineComments, comments)) found.push({ start, end: start + line.length });
    else if (head !== undefined) above = `${head}.`;
    else if (line.trim() !== "") literals.push(literalOf(line, start, entries, above));
    start += whole.length + 1;
  }
  return { text, literals, comments: found, mask: blanked(text, found), brackets: new Map(), broken: false };
}

function isComment(line: string, marks: readonly string[], pattern: RegExp | undefined): boolean {
  if (marks.some((mark) => line.trimStart().startsWith(mark))) return true;
  if (!pattern) return false;
  pattern.lastIndex = 0;
  return pattern.test(line);
}

function literalOf(line: string, start: number, entries: Lexis["entries"], above: string): Literal {
  for (const entry of entries) {
    const match = entry.exec(line);
    const [from, to] = match?.indices?.groups?.value ?? [];
    if (match && from !== undefined && to !== undefined)
      return bare("value", { start: start + from, end: start + to }, above + (match.groups?.key ?? ""));
  }
  return bare("line", { start, end: start + line.length }, above);
}

const bare = (form: string, span: Span, keys: string): Literal => ({
  form,
  quote: "",
  prefix: "",
  outer: span,
  inner: span,
  holes: [],
  bracket: -1,
  keys,
});
