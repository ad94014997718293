/** The format `sarif`: SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). */
import type { Range } from "../engine/document.ts";
import type { Rule } from "../engine/handling-rule.ts";
import type { ReportedFinding } from "../engine/inventory.ts";
import type { Severity } from "../engine/rule.ts";
import type { Format, ReportHead, ReportTail } from "./report.ts";

/** By severity. */
export const levels: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };
/** GitHub sorts by this number: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
const securitySeverity: Readonly<Record<Severity, string>> = { error: "8.5", warning: "5.5", info: "2.0" };

/** Rules come before results: it is written whole at the end. */
export const sarif: Format = (head) => {
  const findings: ReportedFinding[] = [];
  return {
    file: (found) => {
      findings.push(...found);
      return "";
    },
    end: (tail) => `${JSON.stringify(logOf({ ...head, ...tail, findings }), null, 2)}\n`,
  };
};

interface Report extends ReportHead, ReportTail {
  readonly findings: readonly ReportedFinding[];
}

function logOf(report: Report) {
  const ids = [...new Set(report.findings.map(({ finding }) => finding.ruleId))].sort();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "tokenward", version: report.version, rules: ids.flatMap((id) => ruleOf(report, id)) },
        },
        columnKind: "utf16CodeUnits",
        results: report.findings.map((found) =>
          resultOf(found, ids.indexOf(found.finding.ruleId), report.baseline !== undefined),
        ),
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: report.skipped.map(({ path, reason }) => ({
              level: "note",
              message: { text: `Not read: ${reason}` },
              locations: [{ physicalLocation: { artifactLocation: locate(path) } }],
            })),
          },
        ],
      },
    ],
  };
}

function ruleOf(report: Report, id: string) {
  const rule = report.rule(id);
  return rule ? [describe(rule)] : [];
}

/** A rule as a tool's driver has it. */
export const describe = (rule: Rule) => ({
  id: rule.id,
  name: rule.title,
  shortDescription: { text: rule.title },
  fullDescription: { text: rule.risk },
  ...(rule.kind === "handling" && { help: { text: rule.advice } }),
  ...(rule.sources[0] && { helpUri: rule.sources[0] }),
  defaultConfiguration: { level: levels[rule.severity] },
  properties: {
    tags: ["security", ...rule.cwe.map((cwe) => `external/cwe/${cwe.toLowerCase()}`)],
    "security-severity": securitySeverity[rule.severity],
    pciDss: rule.pciDss,
  },
});

function resultOf({ finding, fingerprint, known }: ReportedFinding, ruleIndex: number, hasBaseline: boolean) {
  return {
    ruleId: finding.ruleId,
    ruleIndex,
    level: levels[finding.severity],
    ...(hasBaseline && { baselineState: known ? "unchanged" : "new" }),
    ...(known && { suppressions: [{ kind: "external", justification: "It is in the baseline." }] }),
    message: { text: finding.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: locate(finding.path),
          region: regionOf(finding.range),
        },
      },
    ],
    ...(finding.related.length > 0 && {
      relatedLocations: finding.related.map(({ message, range }, id) => ({
        id,
        message: { text: message },
        physicalLocation: { artifactLocation: locate(finding.path), region: regionOf(range) },
      })),
    }),
    partialFingerprints: {
      "tokenwardFinding/v1": finding.id,
      ...(fingerprint !== undefined && { "tokenwardValue/v1": fingerprint }),
    },
    properties: {
      confidence: finding.confidence,
      ...(finding.kind === "token" && { issuer: finding.issuer, masked: finding.masked }),
    },
  };
}

/** A path relative to what is scanned. */
export const locate = (path: string) => ({
  uri: path.split("/").map(encodeURIComponent).join("/"),
  uriBaseId: "%SRCROOT%",
});

/** Lines and columns count from one here. */
export const regionOf = ({ start, end }: Range) => ({
  startLine: start.line + 1,
  startColumn: start.character + 1,
  endLine: end.line + 1,
  endColumn: end.character + 1,
});
