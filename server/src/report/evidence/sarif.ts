/** The inventory as `sarif` (2.1.0): one result a place of a token, those that somebody accepted with their reasons. */
import type { Rule } from "../../engine/handling-rule.ts";
import { describe, levels, locate, regionOf } from "../sarif.ts";
import { DISCLAIMER, type Evidence, type EvidenceToken, factsOf, type Suppressed } from "./evidence.ts";

export function evidenceSarif(evidence: Evidence, ruleOf: (id: string) => Rule | undefined): string {
  const { version, rules, tokens, suppressed, skipped, made } = evidence;
  const ids = [...new Set([...tokens, ...suppressed].map(({ ruleId }) => ruleId))].sort();
  const driver = {
    ...{ name: "tokenward", version },
    rules: ids.map((id) => {
      const rule = ruleOf(id);
      return rule ? describe(rule) : { id };
    }),
    properties: { rules: rules.count, rulesMark: rules.mark },
  };
  const run = {
    tool: { driver },
    columnKind: "utf16CodeUnits",
    results: [...tokens.flatMap((token) => resultsOf(token, ids)), ...suppressed.map((place) => accepted(place, ids))],
    invocations: [
      {
        executionSuccessful: true,
        endTimeUtc: made.toISOString(),
        toolExecutionNotifications: skipped.map(({ path, reason }) => ({
          level: "note",
          message: { text: `Not read: ${reason}` },
          locations: [{ physicalLocation: { artifactLocation: locate(path) } }],
        })),
      },
    ],
    properties: { policy: evidence.policy, disclaimer: DISCLAIMER },
  };
  const log = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function resultsOf(token: EvidenceToken, ids: readonly string[]) {
  const { ruleId, severity, title, masked, state, entry, fingerprint, places, pciDss, issuer } = token;
  const facts = factsOf(token);
  const said = [`${title} ${masked}`, state, ...facts].join(", ");
  return places.map((place) => ({
    ruleId,
    ruleIndex: ids.indexOf(ruleId),
    level: levels[severity],
    message: { text: `${said}.` },
    ...(state === "accepted" && {
      suppressions: [{ kind: "external", ...(entry?.reason && { justification: entry.reason }) }],
    }),
    locations: [{ physicalLocation: { artifactLocation: locate(place.path), region: regionOf(place.range) } }],
    partialFingerprints: { "tokenwardFinding/v1": place.id, "tokenwardValue/v1": fingerprint },
    properties: { issuer, masked, state, kind: place.kind, pciDss },
  }));
}

const accepted = ({ path, range, ruleId, reason }: Suppressed, ids: readonly string[]) => ({
  ruleId,
  ruleIndex: ids.indexOf(ruleId),
  level: "note",
  message: { text: "A comment accepts it." },
  suppressions: [{ kind: "inSource", justification: reason }],
  locations: [{ physicalLocation: { artifactLocation: locate(path), region: regionOf(range) } }],
});
