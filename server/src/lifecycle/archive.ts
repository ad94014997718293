/** Moves old entries out of the audit log into a file a year, and says in the ledger how far each chain was moved. */
import { type AccountHost, exclusively, folderOf, recordsOf, textOf } from "./account.ts";
import { type AuditLine, readAudit } from "./audit.ts";
import { AUDIT, archiveOf, LEDGER } from "./files.ts";
import { type Anchor, readLedger, writeLedger } from "./ledger.ts";

/**
 * Whoever is killed in between leaves lines that stand in both files, which the next run puts right.
 * @param before entries that are older are moved; of each chain only those from its beginning on
 * @returns how many were moved
 */
export function archive(root: string, host: AccountHost, before: Date): Promise<number> {
  return exclusively(root, host, async () => {
    const { hash, replace } = recordsOf(host);
    const lines = readAudit(await textOf(host, root, AUDIT), hash);
    const moved = oldOnes(lines, before.toISOString());
    if (moved.size === 0) return 0;
    for (const [name, old] of byArchive(moved)) await addTo(root, host, name, old);
    const kept = lines.filter((line) => !moved.has(line));
    await replace(`${folderOf(root)}/${AUDIT}`, joined(kept));
    const { entries, anchors } = readLedger(await textOf(host, root, LEDGER), hash);
    await replace(`${folderOf(root)}/${LEDGER}`, writeLedger(entries.values(), withArchived(anchors.values(), moved)));
    return moved.size;
  });
}

/** A line that is not sound stays, and all of its chain behind it: it is to be seen. */
function oldOnes(lines: readonly AuditLine[], before: string): ReadonlySet<AuditLine> {
  const ended = new Set<string>();
  return new Set(
    lines.filter(({ entry, sound }) => {
      if (!entry) return false;
      const isOld = sound && entry.at < before && !ended.has(entry.writer);
      if (!isOld) ended.add(entry.writer);
      return isOld;
    }),
  );
}

function byArchive(lines: Iterable<AuditLine>): ReadonlyMap<string, readonly AuditLine[]> {
  const files = new Map<string, AuditLine[]>();
  for (const line of lines) {
    const name = archiveOf(line.entry!.at.slice(0, 4));
    files.set(name, [...(files.get(name) ?? []), line]);
  }
  return files;
}

async function addTo(root: string, host: AccountHost, name: string, lines: readonly AuditLine[]): Promise<void> {
  const text = await textOf(host, root, name);
  const there = new Set(text.split("\n"));
  const missing = lines.filter((line) => !there.has(line.text));
  await recordsOf(host).replace(`${folderOf(root)}/${name}`, text + joined(missing));
}

const joined = (lines: readonly AuditLine[]): string => lines.map(({ text }) => `${text}\n`).join("");

function* withArchived(anchors: Iterable<Anchor>, moved: ReadonlySet<AuditLine>): Iterable<Anchor> {
  const ends = new Map([...moved].map(({ entry, hash }) => [entry!.writer, { count: entry!.seq, head: hash! }]));
  for (const anchor of anchors) {
    const archived = ends.get(anchor.writer);
    yield archived ? { ...anchor, archived } : anchor;
  }
}
