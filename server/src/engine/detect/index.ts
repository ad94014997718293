/** Facts times rules gives suspicions: one pass of the automaton, and at each hit whatever its literal calls for. */
import type { Catalogue } from "../catalogue.ts";
import type { SourceDocument } from "../document.ts";
import type { Suspicion } from "../finding.ts";
import { detectAssigned } from "./assignment.ts";
import { ScannedText } from "./text.ts";
import { type AnchorCall, detectAtAnchor, detectNear } from "./token.ts";

/** All suspicions of a document, in the order of their hits; several may lie on one value. */
export function detect(document: SourceDocument, catalogue: Catalogue): Suspicion[] {
  const scanned = new ScannedText(document, catalogue);
  const suspicions = new Map<string, Suspicion>();
  const add = (suspicion: Suspicion): void => {
    const key = `${suspicion.rule.id} ${suspicion.span.start} ${suspicion.span.end}`;
    const known = suspicions.get(key);
    if (!known || rank(suspicion) > rank(known)) suspicions.set(key, suspicion);
  };
  /** The last value of each rule: an anchor inside it would only find it again, at a cost that grows with its length. */
  const last = new Map<string, Suspicion>();
  const addAtAnchor = (call: AnchorCall, start: number): void => {
    const known = last.get(call.rule.id)?.span;
    if (known && start >= known.start && start < known.end) return;
    const found = detectAtAnchor(scanned, call, start);
    if (!found) return;
    last.set(call.rule.id, found);
    add(found);
  };
  catalogue.automaton.search(document.text, (literal, start) => {
    for (const call of catalogue.calls[literal]!) {
      if (call.kind === "anchor") addAtAnchor(call, start);
      else if (call.kind === "near") for (const found of detectNear(scanned, call, start)) add(found);
      else for (const found of detectAssigned(scanned, start)) add(found);
    }
  });
  return [...suspicions.values()];
}

const rank = ({ confidence, weight }: Suspicion): number =>
  ["low", "medium", "high"].indexOf(confidence) * 1000 + weight;
