/**
 * The format `gitlab`: the report `artifacts:reports:secret_detection` takes, in version 15.0.4 of its schema
 * (https://gitlab.com/gitlab-org/security-products/security-report-schemas). The excerpt of the source that the schema
 * allows is left out: it is meant to hold the value.
 */

import type { Rule } from "../engine/handling-rule.ts";
import type { ReportedFinding } from "../engine/inventory.ts";
import { type Confidence, riskOf, type Severity } from "../engine/rule.ts";
import { placeOf } from "./places.ts";
import type { Format, ReportHead, ReportTail } from "./report.ts";

const SCHEMA_VERSION = "15.0.4";
/** GitLab's own analyzers write it where no commit is known; the field is required. */
const NO_COMMIT = "0000000";
const LONGEST_NAME = 255;

export const gitlab: Format = (head) => {
  const all: ReportedFinding[] = [];
  return {
    file: (found) => {
      all.push(...found);
      return "";
    },
    end: (tail) => `${JSON.stringify(reportOf(head, tail, all), null, 2)}\n`,
  };
};

function reportOf(head: ReportHead, tail: ReportTail, all: readonly ReportedFinding[]) {
  const tool = { id: "tokenward", name: "Tokenward", version: head.version, vendor: { name: "Tokenward" } };
  return {
    version: SCHEMA_VERSION,
    scan: {
      analyzer: tool,
      scanner: tool,
      type: "secret_detection",
      start_time: timeOf(head.started),
      end_time: timeOf(new Date(head.started.getTime() + tail.stats.milliseconds)),
      status: "success",
      messages: tail.skipped.map(({ path, reason }) => ({ level: "info", value: `Not read: ${path}: ${reason}` })),
    },
    vulnerabilities: all.map((found) => vulnerabilityOf(found, head)),
  };
}

/** `yyyy-mm-ddThh:mm:ss`, UTC. */
const timeOf = (date: Date): string => date.toISOString().slice(0, 19);

function vulnerabilityOf({ finding, fingerprint }: ReportedFinding, { rule: known, commit }: ReportHead) {
  const rule = known(finding.ruleId);
  const { line, endLine } = placeOf(finding);
  const pages = [rule && revokeOf(rule), ...(rule?.sources ?? [])].filter((page) => page !== undefined);
  const shown = finding.kind === "token" ? `shown as ${finding.masked}, ` : "";
  return {
    id: uuidOf(finding.id),
    name: finding.title.slice(0, LONGEST_NAME),
    description: `${rule ? riskIn(rule) : finding.message} (${shown}${finding.confidence} confidence)`,
    severity: severityOf(finding.severity, finding.confidence),
    ...(rule && solutionOf(rule)),
    identifiers: [
      { type: "tokenward_rule_id", name: finding.title, value: finding.ruleId },
      ...finding.cwe.map((cwe) => ({
        type: "cwe",
        name: cwe,
        value: cwe.replace("CWE-", ""),
        url: `https://cwe.mitre.org/data/definitions/${cwe.replace("CWE-", "")}.html`,
      })),
    ],
    links: pages.map((url) => ({ url })),
    location: { file: finding.path, start_line: line, end_line: endLine, commit: { sha: commit ?? NO_COMMIT } },
    tracking: {
      type: "source",
      items: [
        {
          file: finding.path,
          start_line: line,
          end_line: endLine,
          signatures: [
            fingerprint === undefined
              ? { algorithm: "tokenward_finding_v1", value: finding.id }
              : { algorithm: "tokenward_value_v1", value: fingerprint },
          ],
        },
      ],
    },
  };
}

const riskIn = (rule: Rule): string => (rule.kind === "token" ? riskOf(rule) : rule.risk);
const revokeOf = (rule: Rule): string | undefined => (rule.kind === "token" ? rule.revoke : undefined);

function solutionOf(rule: Rule): { readonly solution?: string } {
  if (rule.kind === "handling") return { solution: rule.advice };
  return rule.revoke ? { solution: `Revoke it at ${rule.revoke} and move the new one out of the code.` } : {};
}

const severityOf = (severity: Severity, confidence: Confidence): string =>
  severity === "error" ? (confidence === "high" ? "Critical" : "High") : severity === "warning" ? "Medium" : "Info";

/** A finding's id in the form that GitLab recommends, marked as of no standard's making (RFC 9562, version 8). */
function uuidOf(id: string): string {
  const variant = ((Number.parseInt(id[16] ?? "0", 16) & 3) | 8).toString(16);
  const digits = `${id.slice(0, 12)}8${id.slice(13, 16)}${variant}${id.slice(17, 32)}`;
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    "-",
  );
}
