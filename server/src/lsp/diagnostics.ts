/** Findings as the protocol's diagnostics; no value goes into one. */
import * as l10n from "@vscode/l10n";
import { type Diagnostic, type DiagnosticRelatedInformation, DiagnosticSeverity } from "vscode-languageserver";
import type { Catalogue } from "../engine/catalogue.ts";
import type { AnyFinding, Finding, HandlingFinding } from "../engine/finding.ts";
import type { Rule } from "../engine/handling-rule.ts";
import type { Severity } from "../engine/rule.ts";
import type { Analysis } from "./analysis.ts";
import type { ClientFeatures } from "./capabilities.ts";

export const SOURCE = "tokenward";

/** What a diagnostic carries for the code actions made of it. */
export interface DiagnosticData {
  /** The finding's id. */
  readonly id: string;
  /** The document's version that it was found in. */
  readonly version: number;
}

const severityOf: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** Other places of one value that a diagnostic lists at most. */
const MOST_RELATED = 20;

/**
 * @param handling what handling rules find in the same text
 * @param known ids of findings that the team's baseline has: they step back, so that new ones stand out
 */
export function toDiagnostics(
  analysis: Analysis,
  handling: readonly HandlingFinding[],
  known: ReadonlySet<string>,
  catalogue: Catalogue,
  features: ClientFeatures,
): Diagnostic[] {
  const alike = byLook(analysis.findings);
  return [...analysis.findings, ...handling].map((finding) => {
    const page = ruleAddress(catalogue.anyRule(finding.ruleId));
    const related = features.relatedInformation ? relatedTo(finding, alike, analysis.uri) : [];
    return {
      range: finding.range,
      severity: known.has(finding.id) ? DiagnosticSeverity.Hint : severityOf[finding.severity],
      code: finding.ruleId,
      source: SOURCE,
      message: known.has(finding.id) ? l10n.t("In the baseline: {0}", finding.message) : finding.message,
      ...(features.codeDescription && page && { codeDescription: { href: page } }),
      ...(features.diagnosticData && { data: { id: finding.id, version: analysis.version } satisfies DiagnosticData }),
      ...(related.length > 0 && { relatedInformation: related }),
    };
  });
}

/** The page that says where the rule comes from. */
const ruleAddress = (rule: Rule | undefined): string | undefined => rule?.sources[0];

/** What equal values have in common without being looked at. */
const lookOf = ({ masked, secret }: Finding): string => `${secret.length} ${masked}`;

/** So that not every value is compared with every other. */
function byLook(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(lookOf(finding));
    if (group) group.push(finding);
    else groups.set(lookOf(finding), [finding]);
  }
  return groups;
}

function relatedTo(
  finding: AnyFinding,
  alike: ReadonlyMap<string, readonly Finding[]>,
  uri: string,
): DiagnosticRelatedInformation[] {
  const places = finding.related.map(({ message, range }) => ({ message, location: { uri, range } }));
  if (finding.kind === "handling") return places;
  for (const other of alike.get(lookOf(finding))!) {
    if (places.length >= MOST_RELATED) break;
    if (other !== finding && other.secret.equals(finding.secret))
      places.push({ message: l10n.t("The same token stands here too."), location: { uri, range: other.range } });
  }
  return places;
}
