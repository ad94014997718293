/** Facts times rules gives suspicions: one pass of the automaton over a text, and at each hit whatever its literal calls for. */
import type { Call } from "../catalogue.ts";
import type { Suspicion } from "../finding.ts";
import { detectAssigned } from "./assignment.ts";
import type { ScannedText } from "./text.ts";
import { type AnchorCall, detectAtAnchor, detectNear } from "./token.ts";

/**
 * Adds what is suspected in a text, in the order of the hits.
 * @param isWanted which calls are answered
 */
export function searchText(
  scanned: ScannedText,
  add: (suspicion: Suspicion) => void,
  isWanted?: (call: Call) => boolean,
): void {
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
  const { automaton, calls } = scanned.catalogue;
  automaton.search(scanned.text, (literal, start) => {
    for (const call of calls[literal]!) {
      if (isWanted && !isWanted(call)) continue;
      if (call.kind === "anchor") addAtAnchor(call, start);
      else if (call.kind === "near") for (const found of detectNear(scanned, call, start)) add(found);
      else for (const found of detectAssigned(scanned, start)) add(found);
    }
  });
}
