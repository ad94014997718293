/** The format `text`: findings by file for a person at a terminal, each with its line, the value masked. */
import { createColors } from "picocolors";
import type { Related } from "../engine/finding.ts";
import type { Rule } from "../engine/handling-rule.ts";
import type { Change, ReportedFinding } from "../engine/inventory.ts";
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
        const path = colors.underline(printable(found[0]!.finding.path));
        return `${[path, ...found.map((each) => lines(each, head, colors))].join("\n")}\n\n`;
      },
      end: (tail) => `${summary(count, tail, colors)}\n`,
    };
  };

/** A file's name may hold anything, also what a terminal would obey. */
const printable = (path: string): string =>
  path.replace(
    /[\u0000-\u001f\u007f-\u009f]/g,
    (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );

function lines({ finding, change }: ReportedFinding, report: ReportHead, colors: Colors): string {
  const { line, character } = finding.range.start;
  const place = `${line + 1}:${character + 1}`.padEnd(8);
  const { text: excerpt, span } = finding.excerpt;
  const rule = report.rule(finding.ruleId);
  return [
    `  ${colors.dim(place)}${paint(finding.severity, colors)}  ${colors.bold(finding.title)}  ${colors.dim(`${finding.ruleId}, ${finding.confidence} confidence`)}`,
    ...(change ? [`          ${inChange(change, colors)}`] : []),
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

function inChange(change: Change, colors: Colors): string {
  if (change === "added") return colors.red("added");
  if (change === "removed") return colors.green("removed; what was committed before still holds it");
  return colors.yellow("added and removed again; the commits between still hold it");
}

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
  const changes = [...found.changes].map(([change, count]) => `${count} ${inSummary[change]}`);
  const split = changes.length > 0 ? `${changes.join(", ")}.\n` : "";
  const left = skipped.length > 0 ? `, ${skipped.length} not read (--format json says why)` : "";
  return `${said}\n${split}${colors.dim(`${plural(stats.files, "file")}, ${(stats.bytes / 1e6).toFixed(2)} MB in ${stats.milliseconds} ms${left}.`)}`;
}

const inSummary: Readonly<Record<Change, string>> = {
  added: "added",
  removed: "removed",
  history: "still in history",
};
