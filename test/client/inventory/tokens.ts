/** Inventory entries for the tests of the views. */
import type { ProtocolPlace, ProtocolToken } from "../../../server/src/protocol.ts";

/** @param facts what matters to the test; all else is the same in each */
export function token(facts: Partial<ProtocolToken>): ProtocolToken {
  return {
    fingerprint: "f1",
    ruleId: "token/github-pat",
    issuer: "github",
    title: "GitHub personal access token",
    masked: "ghp_...Qx",
    severity: "error",
    confidence: "high",
    state: "found",
    risk: "Whoever holds it acts as the user.",
    pciDss: ["8.6.2"],
    places: [place("src/app.ts", 3)],
    ...facts,
  };
}

export function place(path: string, line: number): ProtocolPlace {
  const range = { start: { line, character: 0 }, end: { line, character: 40 } };
  return { path, uri: `file:///project/${path}`, range, kind: "hardcoded", id: `${path}:${line}` };
}
