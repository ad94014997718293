/** All that is suspected of a document: in its text as it stands, in literals that are joined, and in what is encoded there. */
import type { Catalogue } from "../catalogue.ts";
import type { SourceDocument } from "../document.ts";
import type { Suspicion } from "../finding.ts";
import type { Units } from "../units.ts";
import { Budget } from "./budget.ts";
import { detectEncoded } from "./encoded.ts";
import { detectJoined } from "./joined.ts";
import { readSecretManifests } from "./kubernetes.ts";
import { marksOf } from "./marks.ts";
import { searchText } from "./search.ts";
import { ScannedText } from "./text.ts";

/** All suspicions of a document, in the order of their hits, those of encoded text last; several may lie on one value. */
export function detect(
  document: SourceDocument,
  units: Units,
  catalogue: Catalogue,
  budget = new Budget(units.length),
): Suspicion[] {
  const suspicions = new Map<string, Suspicion>();
  const add = (suspicion: Suspicion): void => {
    const key = `${suspicion.rule.id} ${suspicion.span.start} ${suspicion.span.end}`;
    const known = suspicions.get(key);
    if (known ? rank(suspicion) > rank(known) : budget.suspect()) suspicions.set(key, suspicion);
  };
  const scanned = new ScannedText(document, units, catalogue, budget);
  searchText(scanned, add);
  const marks = marksOf(units);
  for (const found of detectJoined(scanned, marks.joints)) add(found);
  for (const found of detectEncoded(document, scanned, marks.escapes, [...suspicions.values()])) add(found);
  return marks.saysKind ? readSecretManifests(document, catalogue, [...suspicions.values()]) : [...suspicions.values()];
}

const rank = ({ confidence, weight }: Suspicion): number =>
  ["low", "medium", "high"].indexOf(confidence) * 1000 + weight;
