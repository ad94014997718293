/** Runs a rule's own examples and near misses against the engine; shared by the test of all rules and the author's check. */
import type { RuleSource } from "../server/src/config/rule-file.ts";
import type { Catalogue } from "../server/src/engine/catalogue.ts";
import { scan } from "../server/src/engine/index.ts";
import { mint, seededRandom } from "../server/src/engine/mint.ts";

/** @returns what is wrong, in words; empty where every example is found and no near miss is */
export function faultsOf(source: RuleSource, catalogue: Catalogue, seed = 1): string[] {
  return [
    ...source.examples.flatMap((template, at) => exampleFaults(source, template, catalogue, seed + at)),
    ...source.nonExamples.flatMap((template, at) => nonExampleFaults(source, template, catalogue, seed + at)),
  ];
}

function exampleFaults(source: RuleSource, template: string, catalogue: Catalogue, seed: number): string[] {
  const { text, expected } = mint(template, seededRandom(seed), source.checksum);
  if (expected.length === 0) return [`${source.id}: the example marks nothing with [[...]]: ${template}`];
  const { findings, dismissals } = scan({ path: "example.txt", text }, catalogue);
  return expected.flatMap(({ start, end }) => {
    if (findings.some((f) => f.ruleId === source.id && f.span.start === start && f.span.end === end)) return [];
    const others = findings.map((f) => `${f.ruleId} at ${f.span.start}-${f.span.end}`);
    const dropped = dismissals.map((d) => `${d.ruleId} dropped by ${d.verdict.judge} (${d.verdict.reason})`);
    return [
      `${source.id}: not found at ${start}-${end} in ${template} | found: ${others.join(", ") || "nothing"} | ${dropped.join(", ") || "nothing was dropped"}`,
    ];
  });
}

function nonExampleFaults(source: RuleSource, template: string, catalogue: Catalogue, seed: number): string[] {
  const { text } = mint(template, seededRandom(seed));
  const { findings } = scan({ path: "example.txt", text }, catalogue);
  return findings.some((finding) => finding.ruleId === source.id)
    ? [`${source.id}: found in the near miss ${template}`]
    : [];
}
