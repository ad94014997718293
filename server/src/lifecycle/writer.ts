/** Chooses the chain that this working copy goes on with: one that stands as it was left, else a new one. */
import { type AuditEntry, type AuditFacts, readAudit, sealEntry } from "./audit.ts";
import type { Hash } from "./hash.ts";
import type { Anchor } from "./ledger.ts";

/** What a working copy remembers of the chains that it wrote. */
export interface WriterState {
  /** Tells this copy on this machine from copies of it. */
  readonly place: string;
  /** The hash of the last entry by chain. */
  readonly heads: Readonly<Record<string, string>>;
}

/** @param place where the copy lies, with the machine's name */
export function readWriter(text: string, place: string, hash: Hash): WriterState {
  const fresh = { place: hash(place).slice(0, 32), heads: {} };
  try {
    const known = JSON.parse(text) as WriterState | null;
    return known?.place === fresh.place && typeof known.heads === "object" ? known : fresh;
  } catch {
    return fresh;
  }
}

/** The end of the chain to go on with. */
export interface ChainEnd {
  readonly writer: string;
  readonly count: number;
  readonly head: string;
}

/**
 * A chain that went on elsewhere, or was set back with its branch, is left as it is: two entries in one place of a chain
 * would look like tampering when the branches merge.
 * @param id of a new chain
 */
export function chainFor({ heads }: WriterState, anchors: ReadonlyMap<string, Anchor>, id: string): ChainEnd {
  for (const [writer, head] of Object.entries(heads)) {
    const anchor = anchors.get(writer);
    if (anchor?.head === head) return { writer, count: anchor.count, head };
  }
  return { writer: id, count: 0, head: "" };
}

export interface Signature extends Pick<AuditEntry, "at" | "by" | "user"> {}

/**
 * @param above the log's last line's hash
 * @returns the lines to be added, and where the chain ends then
 */
export function sealAll(
  facts: readonly AuditFacts[],
  end: ChainEnd,
  above: string | undefined,
  signature: Signature,
  hash: Hash,
): { readonly lines: readonly string[]; readonly anchor: Anchor } {
  const lines: string[] = [];
  let { count, head } = end;
  for (const fact of facts) {
    const after = lines.length === 0 && above !== undefined && above !== head ? { after: above } : {};
    const sealed = sealEntry({ ...fact, ...signature, writer: end.writer, seq: count + 1, prev: head, ...after }, hash);
    lines.push(sealed.line);
    head = sealed.hash;
    count++;
  }
  return { lines, anchor: { writer: end.writer, count, head } };
}

/** The hash of the log's last entry, of whatever chain; undefined where there is none. */
export function lastHash(audit: string, hash: Hash): string | undefined {
  const end = audit.trimEnd();
  const last = readAudit(end.slice(end.lastIndexOf("\n") + 1), hash).at(-1);
  return last?.sound ? last.hash : undefined;
}
