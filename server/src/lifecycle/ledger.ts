/** The ledger's text: one entry a line, sorted, so that two branches merge; what became of each token, and where each audit chain ends. */
import type { Hash } from "./hash.ts";

/** What the team decided of a token; a token without an entry is as it was found. */
const ledgerStates = ["accepted", "moved", "rotated", "revoked"] as const;
export type LedgerState = (typeof ledgerStates)[number];

/** One token's state. Dates are ISO 8601. Never holds a value. */
export interface LedgerEntry {
  readonly fingerprint: string;
  readonly state: LedgerState;
  readonly ruleId?: string;
  /** When it was written. */
  readonly on: string;
  /** Who wrote it, as git knows them, else the system. */
  readonly by: string;
  readonly reason?: string;
  /** Where more is told: a ticket, a page of the issuer. */
  readonly link?: string;
  /** Who answers for an accepted token. */
  readonly owner?: string;
  /** The last day of an acceptance: YYYY-MM-DD. */
  readonly until?: string;
  /** The day from which the old value of a rotated token must be gone: YYYY-MM-DD. */
  readonly deadline?: string;
  /** The fingerprint of the value that took its place. */
  readonly successor?: string;
  /** The environment variable that its successor rests under. */
  readonly name?: string;
  /** The provider that holds both. */
  readonly provider?: string;
  /** The name that the old value rests under until the deadline. */
  readonly keptAs?: string;
  /** Paths where it stood when this was written, sorted. */
  readonly places?: readonly string[];
  /** Those of them that are done: the new value is in use there. */
  readonly done?: readonly string[];
  /** The first characters of the hash of the line that this one takes the place of. */
  readonly replaces?: string;
}

/** Where a writer's chain of audit entries ends. */
export interface Anchor {
  readonly writer: string;
  /** How many entries the chain has, archived ones too. */
  readonly count: number;
  /** The last one's hash. */
  readonly head: string;
  /** How far it was archived. */
  readonly archived?: { readonly count: number; readonly head: string };
}

/** Something that stands in the ledger and should not; `line` counts from 0. */
interface LedgerProblem {
  readonly line: number;
  readonly message: string;
  /** It is a mark of a merge: the next write takes it away, and nothing is lost. */
  readonly isMark?: true;
}

export interface Ledger {
  /** The entry that holds for each token, by fingerprint. */
  readonly entries: ReadonlyMap<string, LedgerEntry>;
  /** By writer. */
  readonly anchors: ReadonlyMap<string, Anchor>;
  /** Entries of other branches that lost against those that hold. */
  readonly superseded: readonly LedgerEntry[];
  /** The line that each entry stands in, from 0. */
  readonly lines: ReadonlyMap<LedgerEntry, number>;
  readonly problems: readonly LedgerProblem[];
}

/** So much of a line's hash tells it from every other of one token. */
const SHORT = 16;

const MARKER = /^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/;
const FINGERPRINT = /^[0-9a-f]{20}(?:[0-9a-f]{44})?$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Reads a ledger, also one that git merged line by line. @returns never throws: what is not understood is in `problems` */
export function readLedger(text: string, hash: Hash): Ledger {
  const found = new Map<string, LedgerEntry[]>();
  const anchors = new Map<string, Anchor>();
  const lines = new Map<LedgerEntry, number>();
  const problems: LedgerProblem[] = [];
  const read = new Set<string>();
  for (const [line, written] of text.split("\n").entries()) {
    // Where git keeps the lines of both branches, it keeps some twice.
    if (written.trim() === "" || read.has(written)) continue;
    read.add(written);
    const record = parse(written);
    if (isEntry(record)) {
      found.set(record.fingerprint, [...(found.get(record.fingerprint) ?? []), record]);
      lines.set(record, line);
    } else if (isAnchor(record)) addAnchor(anchors, record, line, problems);
    else if (MARKER.test(written)) problems.push({ line, message: "a mark of a merge conflict", isMark: true });
    else problems.push({ line, message: "no entry of a ledger" });
  }
  const settled = [...found.values()].map((entries) => settle(entries, hash));
  return {
    entries: new Map(settled.map(({ holds }) => [holds.fingerprint, holds])),
    superseded: settled.flatMap(({ lost }) => lost),
    anchors,
    lines,
    problems,
  };
}

/** The ledger as it is written: entries by fingerprint, then anchors by writer, each with its fields in a fixed order. */
export function writeLedger(entries: Iterable<LedgerEntry>, anchors: Iterable<Anchor>): string {
  const lines = [...[...entries].map(lineOfEntry).sort(), ...[...anchors].map(lineOfAnchor).sort()];
  return lines.map((line) => `${line}\n`).join("");
}

/** Tells an entry's line from every other of the same token. */
export const idOfEntry = (entry: LedgerEntry, hash: Hash): string => hash(lineOfEntry(entry)).slice(0, SHORT);

function lineOfEntry(entry: LedgerEntry): string {
  const { fingerprint, state, ruleId, on, by, reason, owner, until, deadline, successor, name } = entry;
  const { link, provider, keptAs, places, done, replaces } = entry;
  const fields = { fingerprint, state, ruleId, on, by, reason, owner, until, deadline, successor, name };
  return JSON.stringify({ ...fields, link, provider, keptAs, places, done, replaces });
}

const lineOfAnchor = ({ writer, count, head, archived }: Anchor): string =>
  JSON.stringify({ writer, count, head, archived: archived && { count: archived.count, head: archived.head } });

/** The later of two anchors of a chain holds; where both are of the same length the chain was written twice. */
function addAnchor(anchors: Map<string, Anchor>, anchor: Anchor, line: number, problems: LedgerProblem[]): void {
  const known = anchors.get(anchor.writer);
  if (known?.count === anchor.count && known.head !== anchor.head)
    problems.push({ line, message: `a second end of the audit chain ${anchor.writer}`, isMark: true });
  if (!known || known.count < anchor.count) anchors.set(anchor.writer, anchor);
}

/** What was written in knowledge of another entry holds against it; of two that knew nothing of each other the graver, then the later. */
function settle(entries: readonly LedgerEntry[], hash: Hash): { holds: LedgerEntry; lost: readonly LedgerEntry[] } {
  const replaced = new Set(entries.map(({ replaces }) => replaces));
  const open = entries.length === 1 ? entries : entries.filter((entry) => !replaced.has(idOfEntry(entry, hash)));
  const [holds] = [...(open.length > 0 ? open : entries)].sort(byGravity) as [LedgerEntry];
  return { holds, lost: entries.filter((entry) => entry !== holds) };
}

const byGravity = (a: LedgerEntry, b: LedgerEntry): number =>
  ledgerStates.indexOf(b.state) - ledgerStates.indexOf(a.state) || (a.on < b.on ? 1 : -1);

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

type Fields = Readonly<Record<string, unknown>>;

const isText = (value: unknown): value is string => typeof value === "string";
const isAbsentOr = (test: (value: unknown) => boolean, value: unknown): boolean => value === undefined || test(value);
const isDay = (value: unknown): boolean => isText(value) && DAY.test(value) && !Number.isNaN(Date.parse(value));
const areTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

export const isFingerprint = (value: unknown): value is string => isText(value) && FINGERPRINT.test(value);

function isEntry(value: unknown): value is LedgerEntry {
  const { fingerprint, state, on, by, until, deadline, places, done, ...rest } = (value ?? {}) as Fields;
  const texts = [
    rest.ruleId,
    rest.reason,
    rest.owner,
    rest.successor,
    rest.name,
    rest.link,
    rest.provider,
    rest.keptAs,
    rest.replaces,
  ];
  return (
    isFingerprint(fingerprint) &&
    ledgerStates.includes(state as LedgerState) &&
    isText(on) &&
    !Number.isNaN(Date.parse(on)) &&
    isText(by) &&
    texts.every((text) => isAbsentOr(isText, text)) &&
    [until, deadline].every((day) => isAbsentOr(isDay, day)) &&
    [places, done].every((paths) => isAbsentOr(areTexts, paths))
  );
}

const isEnd = (value: unknown): boolean => {
  const { count, head } = (value ?? {}) as Fields;
  return Number.isInteger(count) && (count as number) >= 0 && isText(head);
};

function isAnchor(value: unknown): value is Anchor {
  const { writer, archived } = (value ?? {}) as Fields;
  return isText(writer) && isEnd(value) && isAbsentOr(isEnd, archived);
}
