/**
 * The format `github`: workflow commands that GitHub Actions shows as annotations.
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
import type { ReportedFinding } from "../engine/inventory.ts";
import { type Severity, severities } from "../engine/rule.ts";
import { Count, plural } from "./count.ts";
import { placeOf } from "./places.ts";
import type { Format, ReportTail } from "./report.ts";

const commands: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

/** GitHub shows the first few annotations of a step only: the gravest are written first, so it is written whole at the end. */
export const github: Format = () => {
  const all: ReportedFinding[] = [];
  return {
    file: (found) => {
      all.push(...found);
      return "";
    },
    end: (tail) => {
      const bySeverity = severities.flatMap((level) => all.filter(({ finding }) => finding.severity === level));
      return [...bySeverity.map(annotation), summary(all, tail)].join("");
    },
  };
};

function annotation({ finding }: ReportedFinding): string {
  const { line, column, endLine, endColumn } = placeOf(finding);
  // Columns are only taken where both are on one line.
  const columns = endLine === line ? { col: column, endColumn } : {};
  const properties = { file: finding.path, line, endLine, ...columns, title: finding.title };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  const what = finding.kind === "token" ? `${finding.masked}, ${finding.ruleId}` : finding.ruleId;
  return `::${commands[finding.severity]} ${written.join(",")}::${data(`${finding.message} (${what})`)}\n`;
}

function summary(all: readonly ReportedFinding[], { stats, skipped }: ReportTail): string {
  const count = new Count();
  count.add(all);
  const unread = skipped.length > 0 ? `, ${skipped.length} not read` : "";
  return `${count.said ?? "No tokens found"}; ${plural(stats.files, "file")} read${unread}.\n`;
}

const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
