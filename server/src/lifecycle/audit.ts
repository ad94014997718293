/** The audit log's text: one entry a line, each sealed by its hash and chained to its writer's entry before it. */
import type { Hash } from "./hash.ts";

/** What can be done to a token, or to the accounts themselves. */
const auditActions = [
  "generated",
  "moved",
  "rotated",
  "revoked",
  "accepted",
  "removed",
  "done",
  "revealed",
  "copied",
  "merged",
  "archived",
] as const;
export type AuditAction = (typeof auditActions)[number];

/** What is told of a deed. Dates are ISO 8601. Never holds a value. */
export interface AuditFacts {
  readonly action: AuditAction;
  readonly fingerprint?: string;
  readonly ruleId?: string;
  /** The environment variable that the value rests under. */
  readonly name?: string;
  readonly provider?: string;
  readonly path?: string;
  readonly reason?: string;
  readonly until?: string;
  /** Where more is told. */
  readonly link?: string;
  /** Of the ledger line that it wrote, and of the one that it took away. */
  readonly entry?: string;
  readonly replaces?: string;
}

export interface AuditEntry extends AuditFacts {
  /** One for each working copy, and one more wherever that went back in time, as when another branch is checked out. */
  readonly writer: string;
  /** Counts the writer's entries from 1. */
  readonly seq: number;
  readonly at: string;
  /** As git knows them: "Ada <ada@example.org>"; else as `user`. */
  readonly by: string;
  /** As the system knows them: "ada@machine". */
  readonly user: string;
  /** The hash of the writer's entry before this one; empty for its first. */
  readonly prev: string;
  /** The hash of the line above it when it was written, where another writer wrote that: so the chains hold each other. */
  readonly after?: string;
}

/** A line as it was read; `line` counts from 0. */
export interface AuditLine {
  readonly line: number;
  readonly text: string;
  /** Absent where the line is no entry. */
  readonly entry?: AuditEntry;
  /** As the line says; of its content only where `sound`. */
  readonly hash?: string;
  /** The hash is that of the content. */
  readonly sound: boolean;
}

const SEALED = /^(\{.*),"hash":"([0-9a-f]{64})"\}$/s;

/** @returns the line, without a line break, and its hash */
export function sealEntry(entry: AuditEntry, hash: Hash): { readonly line: string; readonly hash: string } {
  const { writer, seq, at, by, user, action, fingerprint, ruleId, name, provider, path, reason, until } = entry;
  const { link, entry: written, replaces, prev, after } = entry;
  const facts = { action, fingerprint, ruleId, name, provider, path, reason, until, link, entry: written, replaces };
  const content = JSON.stringify({ writer, seq, at, by, user, ...facts, prev, after });
  const seal = hash(content);
  return { line: `${content.slice(0, -1)},"hash":"${seal}"}`, hash: seal };
}

/** Every line of the log; the line break at its end begins none. @returns never throws */
export function readAudit(text: string, hash: Hash): AuditLine[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line, at) => readLine(line, at, hash));
}

function readLine(text: string, line: number, hash: Hash): AuditLine {
  const sealed = SEALED.exec(text);
  const entry = sealed ? entryIn(`${sealed[1]!}}`) : undefined;
  if (!sealed || !entry) return { line, text, sound: false };
  const seal = sealed[2]!;
  return { line, text, entry, hash: seal, sound: hash(`${sealed[1]!}}`) === seal };
}

function entryIn(content: string): AuditEntry | undefined {
  try {
    const entry = JSON.parse(content) as Partial<AuditEntry> | null;
    const isOne =
      typeof entry?.writer === "string" &&
      Number.isInteger(entry.seq) &&
      typeof entry.at === "string" &&
      typeof entry.prev === "string" &&
      auditActions.includes(entry.action as AuditAction);
    return isOne ? (entry as AuditEntry) : undefined;
  } catch {
    return undefined;
  }
}
