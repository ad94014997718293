/** scan(): the spine. Text is read, detected and judged into findings; the reader of the code starts here. */
import type { Catalogue } from "./catalogue.ts";
import { detectInParts } from "./detect/parts.ts";
import type { SourceDocument } from "./document.ts";
import { type Judged, judge } from "./judge/index.ts";

const THE_BEGINNING = new Date(0);

/**
 * Finds the tokens of one document. Pure: reads nothing but its arguments, and never throws on any text.
 * @param now what has expired by then is left out; without it nothing has
 * @returns findings in the order of their place, and the suspicions that were dropped, with reasons
 */
export function scan(document: SourceDocument, catalogue: Catalogue, now: Date = THE_BEGINNING): Judged {
  return judge(document, detectInParts(document, catalogue), catalogue, now);
}
