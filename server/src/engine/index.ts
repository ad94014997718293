/** scan(): the spine. Text is read, detected and judged into findings; the reader of the code starts here. */
import type { Catalogue } from "./catalogue.ts";
import { Budget } from "./detect/budget.ts";
import { detectFile } from "./detect/file.ts";
import { detectInParts } from "./detect/parts.ts";
import type { SourceDocument } from "./document.ts";
import type { Suspicion } from "./finding.ts";
import { type Judged, judge } from "./judge/index.ts";
import { unitsOf } from "./units.ts";

const THE_BEGINNING = new Date(0);

/**
 * Finds the tokens of one document. Pure: reads nothing but its arguments, and never throws on any text.
 * @param now what has expired by then is left out; without it nothing has
 * @param more what else is suspected of it, by rules that the catalogue knows and does not look for itself
 * @returns findings in the order of their place, and the suspicions that were dropped, with reasons; `incomplete` where the
 *   document held so many places to look at that some were left out
 */
export function scan(
  document: SourceDocument,
  catalogue: Catalogue,
  now: Date = THE_BEGINNING,
  more: readonly Suspicion[] = [],
): Judged {
  const units = document.units ?? unitsOf(document.text);
  const budget = new Budget(units.length);
  const judged = judge(document, [...detectInParts(document, units, catalogue, budget), ...more], catalogue, now);
  return budget.isSpent ? { ...judged, incomplete: true } : judged;
}

/**
 * Says whether a file that is no text is a token as a whole: a key store, a private key. Pure, and never throws.
 * @param path with `/`
 * @returns undefined where it is none
 */
export function scanBinary(
  path: string,
  bytes: Uint8Array,
  catalogue: Catalogue,
  now: Date = THE_BEGINNING,
): Judged | undefined {
  const file = detectFile(path, bytes, catalogue);
  return file && judge(file.document, file.suspicions, catalogue, now);
}
