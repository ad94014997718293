/** Ledger and audit log for a terminal and as JSON. */

import { plural } from "./count.ts";
import { table } from "./table.ts";

/** A ledger entry, as far as it is shown. */
interface LedgerRow {
  readonly fingerprint: string;
  readonly state: string;
  readonly ruleId?: string;
  readonly on: string;
  readonly by: string;
  readonly reason?: string;
  readonly until?: string;
  readonly deadline?: string;
  readonly places?: readonly string[];
  readonly done?: readonly string[];
}

/** An audit entry, as far as it is shown. */
interface AuditRow {
  readonly at: string;
  readonly by: string;
  readonly action: string;
  readonly fingerprint?: string;
  readonly ruleId?: string;
  readonly name?: string;
  readonly path?: string;
  readonly reason?: string;
  readonly until?: string;
}

/** What is striking in what the accounts tell. */
interface Remark {
  readonly message: string;
}

const SHOWN = 12;

export function ledgerText(entries: readonly LedgerRow[], now: Date): string {
  const rows = entries.map((entry) => [
    entry.fingerprint.slice(0, SHOWN),
    entry.state,
    entry.ruleId ?? "",
    entry.on.slice(0, 10),
    entry.by,
    lastDay(entry, now),
    entry.places && entry.state === "rotated" ? `${entry.done?.length ?? 0}/${entry.places.length} done` : "",
    entry.reason ?? "",
  ]);
  return `${[`Ledger: ${plural(entries.length, "token")}`, ...table(rows)].join("\n")}\n`;
}

function lastDay({ until, deadline }: LedgerRow, now: Date): string {
  const day = until ?? deadline;
  if (!day) return "";
  return now.toISOString().slice(0, 10) > day ? `ended ${day}` : `until ${day}`;
}

export const ledgerJson = (entries: readonly LedgerRow[], version: string): string =>
  `${JSON.stringify({ version: 1, tool: { name: "tokenward", version }, entries }, null, 2)}\n`;

/** The newest last, as logs are read. */
export function auditText(entries: readonly AuditRow[], remarks: readonly Remark[]): string {
  const rows = entries.map(({ at, action, fingerprint, ruleId, name, path, by, reason, until }) => [
    at.slice(0, 19).replace("T", " "),
    action,
    fingerprint?.slice(0, SHOWN) ?? "",
    [ruleId, name, path].filter(Boolean).join(" "),
    by,
    [reason, until && `until ${until}`].filter(Boolean).join(", "),
  ]);
  const unusual = remarks.length > 0 ? ["", "Unusual:", ...remarks.map(({ message }) => `  ${message}`)] : [];
  const head = `Audit log: ${entries.length} ${entries.length === 1 ? "entry" : "entries"}`;
  return `${[head, ...table(rows), ...unusual].join("\n")}\n`;
}

export const auditJson = (entries: readonly AuditRow[], unusual: readonly Remark[], version: string): string =>
  `${JSON.stringify({ version: 1, tool: { name: "tokenward", version }, entries, unusual }, null, 2)}\n`;
