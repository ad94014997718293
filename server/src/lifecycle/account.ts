/** Writes the accounts: ledger and audit log change together, in front of other processes, and whole after any crash. */
import type { Host } from "../host/host.ts";
import type { AuditAction, AuditFacts } from "./audit.ts";
import { AUDIT, companions, FOLDER, LEDGER, PENDING, WRITER } from "./files.ts";
import type { Hash } from "./hash.ts";
import { type Anchor, idOfEntry, type Ledger, type LedgerEntry, readLedger, writeLedger } from "./ledger.ts";
import { chainFor, lastHash, readWriter, sealAll, type WriterState } from "./writer.ts";

/** What is needed of the machine. */
export type AccountHost = Pick<Host, "files" | "records" | "random">;

type Readable = Pick<Host, "files" | "records">;

/** Something done to a token: told to the log and, where its state changed, to the ledger. */
export interface Deed extends Omit<AuditFacts, "entry" | "replaces"> {
  readonly action: AuditAction;
  /** The new state; who and when are filled in. `null` takes the token's entry out. */
  readonly state?: Omit<LedgerEntry, "on" | "by" | "replaces"> | null;
}

/** What a deed came to. */
export interface Recorded {
  readonly by: string;
  readonly on: string;
  readonly ledger: Ledger;
}

/** What is about to be written. */
interface Pending {
  readonly lines: readonly string[];
  readonly entries: readonly LedgerEntry[];
  readonly removed: readonly string[];
  readonly anchor: Anchor;
  readonly writer: WriterState;
}

/**
 * Records deeds: all of them or none, once each.
 * @param root absolute, where `.tokenward` lies or will lie
 * @param decide called with the ledger as it stands, with nobody else writing
 * @throws Error where the machine cannot keep records, or others write for too long
 */
export async function record(
  root: string,
  host: AccountHost,
  decide: (ledger: Ledger) => readonly Deed[],
): Promise<Recorded> {
  return exclusively(root, host, async () => {
    const { author, user } = await recordsOf(host).identity(root);
    const signature = { at: new Date().toISOString(), by: author ?? user, user };
    const ledger = mendable(readLedger(await textOf(host, root, LEDGER), recordsOf(host).hash));
    const deeds = decide(ledger);
    if (deeds.length > 0) {
      await makeCompanions(root, host);
      await commit(root, host, await pendingOf(root, host, ledger, deeds, signature));
    }
    const after = deeds.length > 0 ? readLedger(await textOf(host, root, LEDGER), recordsOf(host).hash) : ledger;
    return { by: signature.by, on: signature.at, ledger: after };
  });
}

/** A line that is not understood would be lost with the next write. Marks of a merge conflict may be: what stands between them is kept. */
function mendable(ledger: Ledger): Ledger {
  const lost = ledger.problems.find(({ isMark }) => !isMark);
  if (lost)
    throw new Error(`line ${lost.line + 1} of ${FOLDER}/${LEDGER} cannot be read; mend it or take it out first`);
  return ledger;
}

/** Does work on the accounts with nobody else writing, after what a crash left half written was finished. */
export function exclusively<T>(root: string, host: AccountHost, work: () => Promise<T>): Promise<T> {
  return recordsOf(host).exclusively(folderOf(root), async () => {
    await recover(root, host);
    return work();
  });
}

/** The ledger as it stands, without waiting for anybody. @returns undefined where there is none */
export async function readLedgerOf(root: string, { files, records }: Readable): Promise<Ledger | undefined> {
  const bytes = records && (await files.read(`${folderOf(root)}/${LEDGER}`));
  return bytes && readLedger(new TextDecoder().decode(bytes), records.hash);
}

export const folderOf = (root: string): string => `${root}/${FOLDER}`;

/** Empty where there is no such file. */
export async function textOf({ files }: Pick<Host, "files">, root: string, name: string): Promise<string> {
  const bytes = await files.read(`${folderOf(root)}/${name}`);
  return bytes ? new TextDecoder().decode(bytes) : "";
}

export function recordsOf({ records }: Pick<Host, "records">): NonNullable<Host["records"]> {
  if (!records) throw new Error("this machine cannot keep accounts");
  return records;
}

/** Git is told how to merge the files before there is anything to merge. */
export async function makeCompanions(root: string, host: AccountHost): Promise<void> {
  for (const [name, text] of companions) {
    const path = `${folderOf(root)}/${name}`;
    if (!(await host.files.read(path))) await recordsOf(host).replace(path, text);
  }
}

interface Signed {
  readonly at: string;
  readonly by: string;
  readonly user: string;
}

async function pendingOf(
  root: string,
  host: AccountHost,
  ledger: Ledger,
  deeds: readonly Deed[],
  signature: Signed,
): Promise<Pending> {
  const [audit, known] = [await textOf(host, root, AUDIT), await textOf(host, root, WRITER)];
  const { user } = signature;
  const { hash } = recordsOf(host);
  const writer = readWriter(known, `${user.slice(user.indexOf("@"))}:${root}`, hash);
  const entries = new Map(ledger.entries);
  const facts = [...mergedFacts(ledger, hash), ...deeds.map((deed) => factsOf(deed, entries, signature, hash))];
  const end = chainFor(writer, ledger.anchors, toHex(host.random(8)));
  const { lines, anchor } = sealAll(facts, end, lastHash(audit, hash), signature, hash);
  const archived = ledger.anchors.get(end.writer)?.archived;
  return {
    lines,
    entries: [...entries.values()].filter((entry) => ledger.entries.get(entry.fingerprint) !== entry),
    removed: [...ledger.entries.keys()].filter((fingerprint) => !entries.has(fingerprint)),
    anchor: { ...anchor, ...(archived && { archived }) },
    writer: { ...writer, heads: { ...writer.heads, [end.writer]: anchor.head } },
  };
}

/** Entries of two branches for one token become one with the next write, and the log says so. */
function mergedFacts({ entries, superseded }: Ledger, hash: Hash): AuditFacts[] {
  return superseded.map((lost) => ({
    action: "merged",
    fingerprint: lost.fingerprint,
    entry: idOfEntry(entries.get(lost.fingerprint)!, hash),
    replaces: idOfEntry(lost, hash),
  }));
}

/** What the log is told of a deed; the entries are changed to what they are after it. */
function factsOf(
  { state, ...deed }: Deed,
  entries: Map<string, LedgerEntry>,
  { at, by }: Signed,
  hash: Hash,
): AuditFacts {
  const fingerprint = state?.fingerprint ?? deed.fingerprint;
  const before = fingerprint === undefined ? undefined : entries.get(fingerprint);
  if (state === undefined || fingerprint === undefined) return deed;
  const replaces = before && { replaces: idOfEntry(before, hash) };
  if (state === null) {
    entries.delete(fingerprint);
    return { ...deed, ...replaces };
  }
  const entry: LedgerEntry = { ...state, on: at, by, ...replaces };
  entries.set(fingerprint, entry);
  return { ...deed, fingerprint, entry: idOfEntry(entry, hash), ...replaces };
}

/** Each step can be done again: whoever finds what is pending begins with the first. */
async function commit(root: string, host: AccountHost, pending: Pending): Promise<void> {
  await recordsOf(host).replace(`${folderOf(root)}/${PENDING}`, JSON.stringify(pending));
  await carryOut(root, host, pending);
}

async function recover(root: string, host: AccountHost): Promise<void> {
  const text = await textOf(host, root, PENDING);
  if (text !== "") await carryOut(root, host, JSON.parse(text) as Pending);
}

async function carryOut(root: string, host: AccountHost, pending: Pending): Promise<void> {
  const records = recordsOf(host);
  const missing = missingFrom(await textOf(host, root, AUDIT), pending.lines);
  if (missing !== "") await records.append(`${folderOf(root)}/${AUDIT}`, missing);
  const { entries, anchors } = readLedger(await textOf(host, root, LEDGER), recordsOf(host).hash);
  const after = new Map([...entries, ...pending.entries.map((entry) => [entry.fingerprint, entry] as const)]);
  for (const fingerprint of pending.removed) after.delete(fingerprint);
  const ends = new Map(anchors).set(pending.anchor.writer, pending.anchor);
  await records.replace(`${folderOf(root)}/${LEDGER}`, writeLedger(after.values(), ends.values()));
  await records.replace(`${folderOf(root)}/${WRITER}`, JSON.stringify(pending.writer));
  await records.remove(`${folderOf(root)}/${PENDING}`);
}

/** What is to be added so that the log ends with the lines, where a crash may have left it in the middle of one. */
function missingFrom(audit: string, lines: readonly string[]): string {
  const whole = lines.map((line) => `${line}\n`).join("");
  for (let written = Math.min(whole.length, audit.length); written > 0; written--) {
    if (audit.endsWith(whole.slice(0, written))) return whole.slice(written);
  }
  return audit === "" || audit.endsWith("\n") ? whole : `\n${whole}`;
}

const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
