/** The format `text`: findings by file for a person at a terminal, each with its line, the value masked. */
import { createColors } from "picocolors";
import type { Finding } from "../engine/finding.ts";
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

function lines(finding: Finding, report: Report, colors: Colors): string {
  const { line, character } = finding.range.start;
  const place = `${line + 1}:${character + 1}`.padEnd(8);
  const { text: excerpt, span } = finding.excerpt;
  const revoke = report.rule(finding.ruleId)?.revoke;
  return [
    `  ${colors.dim(place)}${paint(finding.severity, colors)}  ${colors.bold(finding.title)}  ${colors.dim(`${finding.ruleId}, ${finding.confidence} confidence`)}`,
    `          ${excerpt}`,
    `          ${" ".repeat(span.start)}${paintAs(finding.severity, "^".repeat(Math.max(1, span.end - span.start)), colors)}`,
    `          ${colors.dim(report.rule(finding.ruleId)?.risk ?? "")}${revoke ? colors.dim(` Revoke: ${revoke}`) : ""}`,
  ].join("\n");
}

const paint = (severity: Severity, colors: Colors): string => paintAs(severity, severity.padEnd(7), colors);

function paintAs(severity: Severity, shown: string, colors: Colors): string {
  return severity === "error" ? colors.red(shown) : severity === "warning" ? colors.yellow(shown) : colors.blue(shown);
}

function summary({ findings, skipped, stats }: Report, fileCount: number, colors: Colors): string {
  const counts = severities.flatMap((severity) => {
    const count = findings.filter(({ finding }) => finding.severity === severity).length;
    return count > 0 ? [plural(count, severity === "info" ? "note" : severity)] : [];
  });
  const tokens = new Set(findings.map(({ fingerprint }) => fingerprint)).size;
  const found =
    findings.length === 0
      ? colors.green("No tokens found.")
      : colors.bold(
          `${plural(tokens, "token")} in ${plural(findings.length, "place")} of ${plural(fileCount, "file")}: ${counts.join(", ")}.`,
        );
  const left = skipped.length > 0 ? `, ${skipped.length} not read (--format json says why)` : "";
  return `${found}\n${colors.dim(`${plural(stats.files, "file")}, ${(stats.bytes / 1e6).toFixed(2)} MB in ${stats.milliseconds} ms${left}.`)}`;
}

export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
