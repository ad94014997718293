/** The format `text`: findings by file for a person at a terminal, each with its line, the value masked. */
import { createColors } from "picocolors";
import type { Related } from "../engine/finding.ts";
import type { Rule } from "../engine/handling-rule.ts";
import type { ReportedFinding } from "../engine/inventory.ts";
import { riskOf, type Severity, severities } from "../engine/rule.ts";
import { Count, plural } from "./count.ts";
import type { Format, ReportHead, ReportTail } from "./report.ts";

type Colors = ReturnType<typeof createColors>;

/** @param color whether the terminal shows colours */
export const text =
  (color: boolean): Format =>
  (head) => {
    const colors = createColors(color);
    const count = new Count();
    return {
      file: (found) => {
        count.add(found);
        const path = colors.underline(found[0]!.finding.path);
        return `${[path, ...found.map(({ finding }) => lines(finding, head, colors))].join("\n")}\n\n`;
      },
      end: (tail) => `${summary(count, tail, colors)}\n`,
    };
  };

function lines(finding: ReportedFinding["finding"], report: ReportHead, colors: Colors): string {
  const { line, character } = finding.range.start;
  const place = `${line + 1}:${character + 1}`.padEnd(8);
  const { text: excerpt, span } = finding.excerpt;
  const rule = report.rule(finding.ruleId);
  return [
    `  ${colors.dim(place)}${paint(finding.severity, colors)}  ${colors.bold(finding.title)}  ${colors.dim(`${finding.ruleId}, ${finding.confidence} confidence`)}`,
    `          ${excerpt}`,
    `          ${" ".repeat(span.start)}${paintAs(finding.severity, "^".repeat(Math.max(1, span.end - span.start)), colors)}`,
    `          ${colors.dim(rule ? riskAndAdvice(rule) : "")}`,
    ...(finding.kind === "handling" ? finding.related.map((related) => step(related, colors)) : []),
  ].join("\n");
}

const riskAndAdvice = (rule: Rule): string =>
  rule.kind === "handling"
    ? `${rule.risk} ${rule.advice}`
    : `${riskOf(rule)}${rule.revoke ? ` Revoke: ${rule.revoke}` : ""}`;

const step = ({ message, range: { start } }: Related, colors: Colors): string =>
  `          ${colors.dim(`${start.line + 1}:${start.character + 1} ${message}`)}`;

const paint = (severity: Severity, colors: Colors): string => paintAs(severity, severity.padEnd(7), colors);

function paintAs(severity: Severity, shown: string, colors: Colors): string {
  return severity === "error" ? colors.red(shown) : severity === "warning" ? colors.yellow(shown) : colors.blue(shown);
}

function summary(found: Count, { skipped, stats }: ReportTail, colors: Colors): string {
  const counts = severities.flatMap((severity) => {
    const count = found.severities.get(severity);
    return count ? [plural(count, severity === "info" ? "note" : severity)] : [];
  });
  const what = found.said;
  const said =
    what === undefined
      ? colors.green("No tokens found.")
      : colors.bold(`${what} of ${plural(found.files, "file")}: ${counts.join(", ")}.`);
  const left = skipped.length > 0 ? `, ${skipped.length} not read (--format json says why)` : "";
  return `${said}\n${colors.dim(`${plural(stats.files, "file")}, ${(stats.bytes / 1e6).toFixed(2)} MB in ${stats.milliseconds} ms${left}.`)}`;
}
