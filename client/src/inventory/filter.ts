/** Which tokens a filter leaves: those of which every word of the filter says something. */
import type { ProtocolToken } from "../../../server/src/protocol.ts";

/** @param filter words in any order and case; an empty one leaves all */
export function matches(token: ProtocolToken, filter: string): boolean {
  const words = filter.toLowerCase().split(/\s+/);
  const said = factsOf(token).join("\n").toLowerCase();
  return words.every((word) => said.includes(word));
}

function factsOf({ title, issuer, ruleId, masked, severity, confidence, state, places }: ProtocolToken): string[] {
  return [title, issuer, ruleId, masked, severity, confidence, state, ...places.map(({ path }) => path)];
}
