/** How a name is read where no reference stands yet. */
import type { SourceDocument } from "../document.ts";
import { type References, type Row, rowOf } from "./references.ts";
import { filled, namePartsOf } from "./template.ts";

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
