/** All that is suspected of a document: in its text as it stands, in literals that are joined, and in what is encoded there. */
import type { Catalogue } from "../catalogue.ts";
import type { SourceDocument } from "../document.ts";
import type { Suspicion } from "../finding.ts";
import { detectEncoded } from "./encoded.ts";
import { detectJoined } from "./joined.ts";
import { readSecretManifests } from "./kubernetes.ts";
import { searchText } from "./search.ts";
import { ScannedText } from "./text.ts";

/** All suspicions of a document, in the order of their hits, those of encoded text last; several may lie on one value. */
export function detect(document: SourceDocument, catalogue: Catalogue): Suspicion[] {
  const suspicions = new Map<string, Suspicion>();
  const add = (suspicion: Suspicion): void => {
    const key = `${suspicion.rule.id} ${suspicion.span.start} ${suspicion.span.end}`;
    const known = suspicions.get(key);
    if (!known || rank(suspicion) > rank(known)) suspicions.set(key, suspicion);
  };
  const scanned = new ScannedText(document, catalogue);
  searchText(scanned, add);
  for (const found of detectJoined(scanned)) add(found);
  for (const found of detectEncoded(document, catalogue, [...suspicions.values()])) add(found);
  return readSecretManifests(document, catalogue, [...suspicions.values()]);
}

const rank = ({ confidence, weight }: Suspicion): number =>
  ["low", "medium", "high"].indexOf(confidence) * 1000 + weight;
