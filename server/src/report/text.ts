/** The format `text`: findings by file for a person at a terminal, each with its line, the value masked. */
import { createColors } from "picocolors";
import type { AnyFinding, Related } from "../engine/finding.ts";
import type { Rule } from "../engine/handling-rule.ts";
import { type Severity, severities } from "../engine/rule.ts";
import type { Format, Report, ReportedFinding } from "./report.ts";

type Colors = ReturnType<typeof createColors>;

/** @param color whether the terminal shows colours */
export const text =
  (color: boolean): Format =>
  (report) => {
    const colors = createColors(color);
    const files = byPath(report.findings);
    const blocks = [...files].map(([path, found]) =>
      [colors.underline(path), ...found.map(({ finding }) => lines(finding, report, colors))].join("\n"),
    );
    return `${[...blocks, summary(report, files.size, colors)].join("\n\n")}\n`;
  };

function byPath(findings: readonly ReportedFinding[]): Map<string, ReportedFinding[]> {
  const files = new Map<string, ReportedFinding[]>();
  for (const found of findings) files.set(found.finding.path, [...(files.get(found.finding.path) ?? []), found]);
  return files;
}

function lines(finding: AnyFinding, report: Report, colors: Colors): string {
  const { line, character } = finding.range.start;
  const place = `${line + 1}:${character + 1}`.padEnd(8);
  const { text: excerpt, span } = finding.excerpt;
  const rule = report.rule(finding.ruleId);
  return [
    `  ${colors.dim(place)}${paint(finding.severity, colors)}  ${colors.bold(finding.title)}  ${colors.dim(`${finding.ruleId}, ${finding.confidence} confidence`)}`,
    `          ${excerpt}`,
    `          ${" ".repeat(span.start)}${paintAs(finding.severity, "^".repeat(Math.max(1, span.end - span.start)), colors)}`,
    `          ${colors.dim(rule?.risk ?? "")}${colors.dim(rule ? whatToDo(rule) : "")}`,
    ...finding.related.flatMap((related) => (finding.kind === "handling" ? [fromLine(related, colors)] : [])),
  ].join("\n");
}

const whatToDo = (rule: Rule): string =>
  rule.kind === "handling" ? ` ${rule.advice}` : rule.revoke ? ` Revoke: ${rule.revoke}` : "";

const fromLine = ({ message, range }: Related, colors: Colors): string =>
  `          ${colors.dim(`${range.start.line + 1}:${range.start.character + 1} ${message}`)}`;

const paint = (severity: Severity, colors: Colors): string => paintAs(severity, severity.padEnd(7), colors);

function paintAs(severity: Severity, shown: string, colors: Colors): string {
  return severity === "error" ? colors.red(shown) : severity === "warning" ? colors.yellow(shown) : colors.blue(shown);
}

function summary({ findings, skipped, stats }: Report, fileCount: number, colors: Colors): string {
  const counts = severities.flatMap((severity) => {
    const count = findings.filter(({ finding }) => finding.severity === severity).length;
    return count > 0 ? [plural(count, severity === "info" ? "note" : severity)] : [];
  });
  const prints = findings.flatMap(({ fingerprint }) => fingerprint ?? []);
  const unsafe = findings.length - prints.length;
  const what = [
    ...(prints.length > 0 ? [`${plural(new Set(prints).size, "token")} in ${plural(prints.length, "place")}`] : []),
    ...(unsafe > 0 ? [plural(unsafe, "insecure use")] : []),
  ];
  const found =
    findings.length === 0
      ? colors.green("No tokens found.")
      : colors.bold(`${what.join(" and ")} of ${plural(fileCount, "file")}: ${counts.join(", ")}.`);
  const left = skipped.length > 0 ? `, ${skipped.length} not read (--format json says why)` : "";
  return `${found}\n${colors.dim(`${plural(stats.files, "file")}, ${(stats.bytes / 1e6).toFixed(2)} MB in ${stats.milliseconds} ms${left}.`)}`;
}

export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
