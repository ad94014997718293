/** References as such: where a text reads a name from the environment or a store, and how one is written where none stands yet. */
import type { SourceDocument, Span } from "../document.ts";
import { type References, type Row, rowOf } from "./references.ts";
import { filled, namePartsOf } from "./template.ts";

/** A name that a text reads. */
export interface Read {
  readonly name: string;
  /** Of the name. */
  readonly span: Span;
  /** The language or format: its row of rules/references. */
  readonly row: string;
}

/** Environments have names like this; in shells and the like the same spelling reads a script's own variables. */
const NAME = /^[A-Z][A-Z0-9_]+$/;

/** In the order of the text; none where the kind of file has no references. */
export function readsOf(document: SourceDocument, references: References): Read[] {
  const row = rowOf(document, references);
  if (!row?.reference) return [];
  const reads: Read[] = [];
  for (const match of document.text.matchAll(row.reference)) {
    const name = Object.values(match.groups ?? {}).find((group) => group !== undefined);
    if (name === undefined || !NAME.test(name)) continue;
    const start = match.index + match[0].lastIndexOf(name);
    reads.push({ name, span: { start, end: start + name.length }, row: row.id });
  }
  return reads;
}

/** Whether the kind of file can have references, told by its path alone where it can be. */
export const canRead = (path: string, references: References): boolean =>
  rowOf({ path, text: "" }, references)?.reference !== undefined;

/** How the document's language reads the name: an expression, for whoever writes new code. @returns undefined where it has no way */
export function referenceFor(document: SourceDocument, name: string, references: References): string | undefined {
  const row = rowOf(document, references);
  const spelling = row && firstSpelling(row);
  return (
    spelling &&
    row &&
    filled(spelling, { ...namePartsOf(name, row.names), q: '"', o: "'", quote: '"', open: "", close: "", indent: "" })
  );
}

function firstSpelling({ spellings }: Row): string | undefined {
  const all = [...spellings.values()];
  return all.find(({ whole }) => whole !== undefined)?.whole ?? all.find(({ hole }) => hole !== undefined)?.hole;
}
