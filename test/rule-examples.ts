/** Runs a rule's own examples and near misses against the engine; shared by the test of all rules and the author's check. */
import type { RuleSource } from "../server/src/config/rule-file.ts";
import type { Catalogue } from "../server/src/engine/catalogue.ts";
import type { Span } from "../server/src/engine/document.ts";
import { scan, scanBinary } from "../server/src/engine/index.ts";
import type { Judged } from "../server/src/engine/judge/index.ts";
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
  const { findings, dismissals } = scanned(source, text, catalogue);
  return expected.flatMap((marked) => {
    const { start, end } = source.files ? bytesOf(text, marked) : marked;
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
  const { findings } = scanned(source, text, catalogue);
  return findings.some((finding) => finding.ruleId === source.id)
    ? [`${source.id}: found in the near miss ${template}`]
    : [];
}

const NOTHING: Judged = { findings: [], dismissals: [], masks: [] };

/** An example of a file is its name and its bytes in hexadecimal digits: `client.p12: 3082...`. */
function scanned({ files }: RuleSource, text: string, catalogue: Catalogue): Judged {
  if (!files) return scan({ path: "example.txt", text }, catalogue);
  const { name, digits } = fileOf(text);
  return scanBinary(name, Buffer.from(digits.replaceAll(" ", ""), "hex"), catalogue) ?? NOTHING;
}

function fileOf(text: string): { name: string; digits: string } {
  const colon = text.indexOf(": ");
  return { name: text.slice(0, colon), digits: text.slice(colon + 2) };
}

/** A span of digits as one of bytes. */
function bytesOf(text: string, { start, end }: Span): Span {
  const offset = text.indexOf(": ") + 2;
  const before = (at: number): number => text.slice(offset, at).replaceAll(" ", "").length / 2;
  return { start: before(start), end: before(end) };
}
