/** Reads the accounts as they stand: with nobody else writing, and after what a crash left half written was finished. */
import { type AccountHost, exclusively, folderOf, recordsOf, textOf } from "./account.ts";
import { type AuditEntry, readAudit } from "./audit.ts";
import { AUDIT, isArchive, LEDGER } from "./files.ts";
import type { Hash } from "./hash.ts";
import type { Accounts } from "./verify.ts";

/** @returns undefined where there are none */
export async function readAccounts(root: string, host: AccountHost): Promise<Accounts | undefined> {
  const names = await recordsOf(host).list(folderOf(root));
  if (!names.includes(LEDGER) && !names.includes(AUDIT)) return undefined;
  try {
    return await exclusively(root, host, () => texts(root, host));
  } catch (error) {
    // Where nothing may be written, nobody else writes.
    if (["EACCES", "EROFS", "EPERM"].includes((error as { code?: string }).code ?? "")) return texts(root, host);
    throw error;
  }
}

async function texts(root: string, host: AccountHost): Promise<Accounts> {
  const names = (await recordsOf(host).list(folderOf(root))).filter(isArchive);
  const archives = await Promise.all(names.map(async (name) => [name, await textOf(host, root, name)] as const));
  return {
    ledger: await textOf(host, root, LEDGER),
    audit: await textOf(host, root, AUDIT),
    archives: new Map(archives),
  };
}

/** The sound entries of the log, archived ones first, each file's in its order. */
export function entriesOf({ audit, archives }: Accounts, hash: Hash): AuditEntry[] {
  return [...archives.values(), audit].flatMap((text) =>
    readAudit(text, hash).flatMap(({ entry, sound }) => (entry && sound ? [entry] : [])),
  );
}
