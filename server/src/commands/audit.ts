/** `tokenward audit`: checks the log, shows it, and moves what is old out of it. */

import { record, recordsOf } from "../lifecycle/account.ts";
import { archive } from "../lifecycle/archive.ts";
import { dayOf } from "../lifecycle/dates.ts";
import { FOLDER } from "../lifecycle/files.ts";
import { entriesOf, readAccounts } from "../lifecycle/read.ts";
import { editedAccounts, unusualDeeds } from "../lifecycle/unusual.ts";
import { type Accounts, type Verification, verify } from "../lifecycle/verify.ts";
import { plural } from "../report/count.ts";
import { auditJson, auditText } from "../report/ledger.ts";
import { rootOf, telling } from "./accounts.ts";
import { CommandError, exits, type Terminal } from "./terminal.ts";

/** @returns the exit status: 0 whole, 1 broken; what cannot be read throws, and ends with 2 */
export async function verifyAudit(asJson: boolean, terminal: Terminal): Promise<number> {
  const accounts = await accountsOf(terminal);
  const checked = verify(accounts, recordsOf(terminal.host).hash);
  terminal.out(asJson ? verificationJson(checked, terminal.version) : verificationText(checked));
  return checked.breaches.length > 0 ? exits.findings : exits.clean;
}

async function accountsOf(terminal: Terminal): Promise<Accounts> {
  const accounts = await telling(readAccounts(await rootOf(terminal), terminal.host));
  if (!accounts) throw new CommandError(`there is no ${FOLDER}/audit.jsonl here; the first entry makes one`);
  return accounts;
}

function verificationText({ breaches, entries, writers, unseen }: Verification): string {
  const counted = `${entries} ${entries === 1 ? "entry" : "entries"} of ${plural(writers, "writer")}`;
  const gone = unseen > 0 ? ` ${unseen} archived before are not here, and were not checked.` : "";
  if (breaches.length === 0) return `The audit log is whole: ${counted}.${gone}\n`;
  const lines = breaches.map(
    ({ file, line, message }) => `  ${FOLDER}/${file}${line === undefined ? "" : `:${line + 1}`}: ${message}`,
  );
  return `${[`The audit log is broken (${counted}):${gone}`, ...lines].join("\n")}\n`;
}

const verificationJson = (checked: Verification, version: string): string =>
  `${JSON.stringify({ version: 1, tool: { name: "tokenward", version }, ...checked }, null, 2)}\n`;

export interface ListOptions {
  readonly json: boolean;
  /** The beginning of a fingerprint. */
  readonly fingerprint?: string;
}

/** @returns the exit status */
export async function listAudit({ json, fingerprint }: ListOptions, terminal: Terminal): Promise<number> {
  const { hash } = recordsOf(terminal.host);
  const accounts = await accountsOf(terminal);
  const all = entriesOf(accounts, hash);
  const wanted = all
    .filter((entry) => fingerprint === undefined || entry.fingerprint?.startsWith(fingerprint.toLowerCase()))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const unusual = [...unusualDeeds(wanted), ...editedAccounts(accounts, hash)];
  await terminal.out(json ? auditJson(wanted, unusual, terminal.version) : auditText(wanted, unusual));
  return exits.clean;
}

/** @returns the exit status */
export async function archiveAudit(months: number, terminal: Terminal): Promise<number> {
  const root = await rootOf(terminal);
  await accountsOf(terminal);
  const before = new Date();
  before.setUTCMonth(before.getUTCMonth() - months);
  const moved = await telling(archive(root, terminal.host, before));
  if (moved > 0) {
    const reason = `${moved} before ${dayOf(before)}`;
    await telling(record(root, terminal.host, () => [{ action: "archived", reason }]));
  }
  terminal.out(`${moved} ${moved === 1 ? "entry" : "entries"} older than ${plural(months, "month")} moved.\n`);
  return exits.clean;
}
