/** The formats of the inventory's evidence, by name. */
import type { Rule } from "../../engine/handling-rule.ts";
import { evidenceCsv } from "./csv.ts";
import { evidenceCyclonedx } from "./cyclonedx.ts";
import type { Evidence } from "./evidence.ts";
import { evidenceHtml } from "./html.ts";
import { evidenceJson } from "./json.ts";
import { evidenceMarkdown } from "./markdown.ts";
import { evidenceSarif } from "./sarif.ts";

export type { Decision, Evidence, EvidenceToken, LogFacts, Suppressed } from "./evidence.ts";

export type EvidenceFormat = "json" | "csv" | "html" | "markdown" | "cyclonedx" | "sarif";

/** @param ruleOf the rules that the findings are of */
export function evidenceIn(
  format: EvidenceFormat,
  evidence: Evidence,
  ruleOf: (id: string) => Rule | undefined,
): string {
  if (format === "json") return evidenceJson(evidence);
  if (format === "csv") return evidenceCsv(evidence);
  if (format === "html") return evidenceHtml(evidence);
  if (format === "markdown") return evidenceMarkdown(evidence);
  return format === "cyclonedx" ? evidenceCyclonedx(evidence) : evidenceSarif(evidence, ruleOf);
}
