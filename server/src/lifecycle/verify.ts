/** Checks the audit log against itself and against the ledger, and says where it was tampered with. */
import { type AuditEntry, type AuditLine, readAudit } from "./audit.ts";
import { AUDIT, LEDGER } from "./files.ts";
import type { Hash } from "./hash.ts";
import { type Anchor, idOfEntry, type Ledger, readLedger } from "./ledger.ts";

/** What the checks look at: the texts as they stand on disk. */
export interface Accounts {
  readonly ledger: string;
  readonly audit: string;
  /** Older entries, by file name. */
  readonly archives: ReadonlyMap<string, string>;
}

/** One thing that is wrong. Lines count from 0; without one it is the whole file's. */
interface Breach {
  /** Its name in the folder of the accounts. */
  readonly file: string;
  readonly line?: number;
  readonly message: string;
}

export interface Verification {
  readonly breaches: readonly Breach[];
  readonly entries: number;
  readonly writers: number;
  /** Archived entries that are not here to be checked. */
  readonly unseen: number;
}

/** What is known of all lines together while the chains are walked. */
interface Log {
  readonly lines: readonly Filed[];
  readonly hashes: ReadonlySet<string>;
  readonly breaches: Breach[];
}

interface Filed extends AuditLine {
  readonly file: string;
}

/** @returns every breach in the order of files and lines; none where all is whole */
export function verify(accounts: Accounts, hash: Hash): Verification {
  const ledger = readLedger(accounts.ledger, hash);
  const archived = [...accounts.archives].flatMap(([name, text]) => filed(text, name, hash));
  // Whoever is killed while he archives leaves lines in both files.
  const known = new Set(archived.map(({ text }) => text));
  const lines = [...archived, ...filed(accounts.audit, AUDIT, hash).filter(({ text }) => !known.has(text))];
  const hashes = new Set(lines.flatMap(({ hash, sound }) => (hash !== undefined && sound ? [hash] : [])));
  const log: Log = { lines, hashes, breaches: [] };
  checkSeals(log, accounts);
  const chains = chainsOf(lines);
  const unseen = [...chains.keys(), ...[...ledger.anchors.keys()].filter((writer) => !chains.has(writer))].reduce(
    (sum, writer) => sum + checkChain(log, writer, chains.get(writer) ?? [], ledger.anchors.get(writer)),
    0,
  );
  if (unseen === 0) checkTies(log);
  checkLedger(log, ledger, hash, unseen > 0);
  return { breaches: inOrder(log.breaches), entries: lines.length, writers: chains.size, unseen };
}

const filed = (text: string, file: string, hash: Hash): Filed[] =>
  readAudit(text, hash).map((line) => ({ ...line, file }));

function checkSeals({ lines, breaches }: Log, { audit }: Accounts): void {
  const seen = new Map<string, number>();
  for (const { file, line, text, entry, sound } of lines) {
    if (!entry) breaches.push({ file, line, message: text === "" ? "an empty line was inserted" : "this is no entry" });
    else if (!sound) breaches.push({ file, line, message: "this entry was edited: its hash is another's" });
    else if (seen.has(text)) breaches.push({ file, line, message: `this entry repeats line ${seen.get(text)! + 1}` });
    seen.set(text, line);
  }
  const last = lines.at(-1);
  if (last && audit !== "" && !audit.endsWith("\n"))
    breaches.push({ file: AUDIT, line: last.line, message: "the last line is cut: it has no end" });
}

type Link = Filed & { readonly entry: AuditEntry; readonly hash: string };

function chainsOf(lines: readonly Filed[]): ReadonlyMap<string, readonly Link[]> {
  const chains = new Map<string, Link[]>();
  for (const line of lines) {
    if (!line.entry) continue;
    const chain = chains.get(line.entry.writer);
    if (chain) chain.push(line as Link);
    else chains.set(line.entry.writer, [line as Link]);
  }
  return chains;
}

/** @returns how many of its archived entries are not here */
function checkChain({ breaches }: Log, writer: string, chain: readonly Link[], anchor: Anchor | undefined): number {
  if (!anchor) {
    const [{ file, line }] = chain as [Link];
    breaches.push({
      file,
      line,
      message: `the chain of writer ${writer} is not anchored in the ledger: it was inserted`,
    });
    return 0;
  }
  const archived = anchor.archived ?? { count: 0, head: "" };
  const [first] = chain;
  const startsInLog = archived.count > 0 && (first?.entry.seq ?? archived.count + 1) === archived.count + 1;
  let before = startsInLog ? archived : { count: 0, head: "" };
  for (const { file, line, entry, hash, sound } of chain) {
    // Of an edited entry that is said; the rest of its chain is judged by what it pretends to be.
    const message = sound ? faultOf(entry, before, anchor) : undefined;
    if (message) breaches.push({ file, line, message });
    before = { count: entry.seq, head: hash };
  }
  checkEnd(breaches, writer, before, anchor, chain.at(-1));
  return startsInLog ? archived.count : 0;
}

interface End {
  readonly count: number;
  readonly head: string;
}

function faultOf({ seq, prev, writer }: AuditEntry, before: End, anchor: Anchor): string | undefined {
  if (seq > anchor.count) return `this entry stands behind the end of chain ${writer} that the ledger knows`;
  if (seq > before.count + 1) return `${missing(before.count + 1, seq - 1)} of chain ${writer} before this one`;
  if (seq <= before.count) return `this entry of chain ${writer} is out of order, or there twice`;
  return prev === before.head ? undefined : `chain ${writer} was written anew before this entry`;
}

const missing = (from: number, to: number): string =>
  from === to ? `entry ${from} is missing` : `entries ${from} to ${to} are missing`;

function checkEnd(breaches: Breach[], writer: string, end: End, { count, head }: Anchor, last: Link | undefined): void {
  const where = { file: AUDIT, ...(last?.file === AUDIT && { line: last.line }) };
  if (end.count < count)
    breaches.push({ ...where, message: `the tail of chain ${writer} was cut: ${missing(end.count + 1, count)}` });
  else if (end.count === count && end.head !== head)
    breaches.push({ ...where, message: `chain ${writer} was written anew: it ends otherwise than the ledger knows` });
}

/** What an entry stood below when it was written must still be there. */
function checkTies({ lines, hashes, breaches }: Log): void {
  for (const { file, line, entry, sound } of lines) {
    if (sound && entry?.after !== undefined && !hashes.has(entry.after))
      breaches.push({ file, line, message: "the entry that this one was written below is gone or was written anew" });
  }
}

/** Every entry of the ledger was told to the log, and what the log was told last stands in the ledger. */
function checkLedger({ lines, breaches }: Log, ledger: Ledger, hash: Hash, isPartial: boolean): void {
  for (const { line, message } of ledger.problems) breaches.push({ file: LEDGER, line, message });
  const told = toldOf(lines);
  for (const [entry, line] of ledger.lines) {
    const known = told.get(entry.fingerprint);
    if (known?.written.has(idOfEntry(entry, hash)) || (isPartial && !known)) continue;
    breaches.push({
      file: LEDGER,
      line,
      message: "this entry was not written by Tokenward: the audit log knows nothing of it",
    });
  }
  for (const [fingerprint, { written, replaced }] of told) {
    const open = [...written].filter((id) => !replaced.has(id));
    const holds = ledger.entries.get(fingerprint);
    if (open.length === 0 || (holds && open.includes(idOfEntry(holds, hash)))) continue;
    const message = `the entry of ${fingerprint.slice(0, 12)} was taken out or turned back outside Tokenward`;
    breaches.push({ file: LEDGER, ...(holds && { line: ledger.lines.get(holds)! }), message });
  }
}

interface Told {
  readonly written: Set<string>;
  readonly replaced: Set<string>;
}

function toldOf(lines: readonly Filed[]): ReadonlyMap<string, Told> {
  const told = new Map<string, Told>();
  for (const { entry } of lines) {
    if (!entry?.fingerprint) continue;
    const { fingerprint, entry: written, replaces } = entry;
    const known = told.get(fingerprint) ?? { written: new Set(), replaced: new Set() };
    if (written !== undefined) known.written.add(written);
    if (replaces !== undefined) known.replaced.add(replaces);
    told.set(fingerprint, known);
  }
  return told;
}

const inOrder = (breaches: readonly Breach[]): Breach[] =>
  [...breaches].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : (a.line ?? -1) - (b.line ?? -1)));
