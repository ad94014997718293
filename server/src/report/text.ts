/** The format `text`: findings by file for a person at a terminal, each with its line, the value masked. */
import { createColors } from "picocolors";
import type { Related } from "../engine/finding.ts";
import type { Rule } from "../engine/handling-rule.ts";
import type { Change, CommitFacts, Presence, ReportedFinding } from "../engine/inventory.ts";
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

function lines({ finding, change, history }: ReportedFinding, report: ReportHead, colors: Colors): string {
  const { line, character } = finding.range.start;
  const place = `${line + 1}:${character + 1}`.padEnd(8);
  const { text: excerpt, span } = finding.excerpt;
  const rule = report.rule(finding.ruleId);
  return [
    `  ${colors.dim(place)}${paint(finding.severity, colors)}  ${colors.bold(finding.title)}  ${colors.dim(`${finding.ruleId}, ${finding.confidence} confidence`)}`,
    ...(change ? [`          ${inChange(change, colors)}`] : []),
    ...(history ? [`          ${inHistory(history, colors)}`] : []),
    `          ${excerpt}`,
    `          ${" ".repeat(span.start)}${paintAs(finding.severity, "^".repeat(Math.max(1, span.end - span.start)), colors)}`,
    `          ${colors.dim(rule ? said(finding, rule) : "")}`,
    ...(finding.kind === "handling" ? finding.related.map((related) => step(related, colors)) : []),
  ].join("\n");
}

/** Of a token's life the message tells who and when. */
const said = ({ message }: ReportedFinding["finding"], rule: Rule): string =>
  rule.kind === "handling" && rule.theme === "lifecycle" ? message : riskAndAdvice(rule);

const riskAndAdvice = (rule: Rule): string =>
  rule.kind === "handling"
    ? `${rule.risk} ${rule.advice}`
    : `${riskOf(rule)}${rule.revoke ? ` Revoke: ${rule.revoke}` : ""}`;

const step = ({ message, range: { start } }: Related, colors: Colors): string =>
  `          ${colors.dim(`${start.line + 1}:${start.character + 1} ${message}`)}`;

function inHistory({ firstSeen, removed }: Presence, colors: Colors): string {
  const until = removed ? colors.green(`gone since ${shown(removed)}`) : colors.red("still in HEAD");
  return `since ${shown(firstSeen)}; ${until}`;
}

/** So many digits of a commit's id are enough to find it by. */
const SHORT = 10;

const shown = ({ commit, author, date }: CommitFacts): string =>
  printable(`${commit.slice(0, SHORT)}, ${date.slice(0, 10)}, ${author}`);

function inChange(change: Change, colors: Colors): string {
  if (change === "added") return colors.red("added");
  if (change === "removed") return colors.green("removed; what was committed before still holds it");
  return colors.yellow("added and removed again; the commits between still hold it");
}

const paint = (severity: Severity, colors: Colors): string => paintAs(severity, severity.padEnd(7), colors);

function paintAs(severity: Severity, shown: string, colors: Colors): string {
  return severity === "error" ? colors.red(shown) : severity === "warning" ? colors.yellow(shown) : colors.blue(shown);
}

function summary(found: Count, { skipped, stats, baseline }: ReportTail, colors: Colors): string {
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
  return `${said}\n${split}${baseline ? `${knownIn(baseline)}\n` : ""}${colors.dim(`${plural(stats.files, "file")}, ${(stats.bytes / 1e6).toFixed(2)} MB in ${stats.milliseconds} ms${left}.`)}`;
}

/** @returns a sentence for people */
function knownIn({ known, unmatched }: NonNullable<ReportTail["baseline"]>): string {
  const rest = `${plural(unmatched.length, "entry", "entries")} of it ${unmatched.length === 1 ? "matches" : "match"}`;
  const stale = unmatched.length > 0 ? ` ${rest} nothing any more: \`tokenward baseline prune\` takes them out.` : "";
  return `The baseline has ${plural(known, "more finding")}.${stale}`;
}

const inSummary: Readonly<Record<Change, string>> = {
  added: "added",
  removed: "removed",
  history: "still in history",
};
