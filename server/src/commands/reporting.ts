/** What commands that report findings share: where the report goes, what of it counts, and the words beside it. */
import type { ReportedFinding } from "../engine/inventory.ts";
import { type Severity, severities } from "../engine/rule.ts";
import { plural } from "../report/count.ts";
import type { FormatName } from "../report/index.ts";
import type { Terminal } from "./terminal.ts";

export interface Sink {
  write(text: string): void | Promise<void>;
  close(): Promise<void>;
}

/** A file is replaced whole, and only when the report is done. */
export function sinkFor(output: string | undefined, { out, host }: Terminal): Sink {
  if (output === undefined) return { write: out, close: async () => {} };
  const written: string[] = [];
  return { write: (text) => void written.push(text), close: () => host.files.write(output, written.join("")) };
}

/** Whether a finding makes the command end with exit status 1; what the baseline has does not. */
export function failsOn(level: Severity | "never"): (found: ReportedFinding) => boolean {
  const failing = severities.slice(0, severities.indexOf(level as Severity) + 1);
  return ({ finding, known, change }) => !known && change !== "removed" && failing.includes(finding.severity);
}

/** Whether a report has words for a finding that the baseline has, or that a change removes; else only what is new is shown. */
export function showsIn({ format }: { readonly format: FormatName }): (found: ReportedFinding) => boolean {
  const showsRemoved = ["text", "json", "ndjson", "csv"].includes(format);
  return ({ known, change }) => (!known || format === "sarif") && (change !== "removed" || showsRemoved);
}

/** Says on standard error what the format `text` says itself. */
export function tellUnmatched(count: number, { format }: { readonly format: FormatName }, { err }: Terminal): void {
  if (count === 0 || format === "text") return;
  const entries = `${plural(count, "entry", "entries")} of the baseline ${count === 1 ? "matches" : "match"}`;
  err(
    `tokenward: ${entries} nothing any more; \`tokenward baseline prune\` takes ${count === 1 ? "it" : "them"} out\n`,
  );
}
