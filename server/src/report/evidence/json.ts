/** The inventory as JSON, with all that the evidence report tells. */
import { DISCLAIMER, type Evidence, relationsOf } from "./evidence.ts";

/** `tokens`, `references` and `unusual` are what scripts rely on. */
export function evidenceJson(evidence: Evidence): string {
  const { version, rules, made, project, commit, policy, complete, log, unusual, skipped } = evidence;
  const { tokens, references, acceptances, suppressed } = evidence;
  const report = {
    version: 1,
    tool: { name: "tokenward", version },
    ...{ rules, made: made.toISOString(), project, commit, policy, complete },
    tokens,
    references: references.map(({ places, ...rest }) => ({
      ...rest,
      places: places.map((place) => ({ ...place, kind: "reference" })),
    })),
    ...{ acceptances, suppressed, log, unusual, skipped },
    relatesTo: relationsOf(evidence),
    disclaimer: DISCLAIMER,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
