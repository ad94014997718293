/** Suspects what stands in a document and in the texts that it carries: in a notebook its cells, in a source map its sources. */
import type { Catalogue } from "../catalogue.ts";
import type { SourceDocument } from "../document.ts";
import type { Suspicion } from "../finding.ts";
import { openDocument, type Part } from "../read/embedded.ts";
import { type Units, unitsOf } from "../units.ts";
import { Budget } from "./budget.ts";
import { detect } from "./index.ts";

/** All suspicions, those of the carried texts last; each place is looked at once. */
export function detectInParts(
  document: SourceDocument,
  units: Units,
  catalogue: Catalogue,
  budget = new Budget(units.length),
): Suspicion[] {
  const opened = openDocument(document);
  if (!opened) return detect(document, units, catalogue, budget);
  const carried = opened.parts.flatMap((part) =>
    detect({ ...document, text: part.text }, unitsOf(part.text), catalogue, budget).map((suspicion) =>
      placed(suspicion, part),
    ),
  );
  return [...detect({ ...document, text: opened.rest }, unitsOf(opened.rest), catalogue, budget), ...carried];
}

const placed = (suspicion: Suspicion, part: Part): Suspicion => ({
  ...suspicion,
  span: part.originOf(suspicion.span),
  ...(suspicion.judged && { judged: part.originOf(suspicion.judged) }),
});
