/** Scores what a scanner found against the labelled rows. */
import type { Row } from "./rows.ts";

/** One finding. A scanner that tells no value tells its lines (one-based, both included). */
export type Hit =
  | { readonly row: number; readonly value: string }
  | { readonly row: number; readonly firstLine: number; readonly lastLine: number };

/** Shares from 0 to 1; `undefined` where no row speaks of it. */
export interface Score {
  /** Recall on rows of real code, by group. */
  readonly tokensAndKeys: number | undefined;
  readonly passwords: number | undefined;
  /** On rows of real code: right ones among all that were found. */
  readonly precision: number | undefined;
  /** The mean of the recalls on the collections of known formats, each counting the same. */
  readonly formats: number | undefined;
}

/** Rows of real code; the other collections hold samples of known formats. */
export const isRealCode = (row: Row): boolean => row.corpus.startsWith("creddata");

/** Identifiers are no credentials, though a label may call them secret. */
export const isWanted = (row: Row): boolean => row.expected === "secret" && row.group !== "identifier";

/** Scores hits of any scanner; identifiers that are no credentials, and hashes, count nowhere. */
export function score(rows: readonly Row[], hits: readonly Hit[]): Score {
  const byRow = grouped(hits, (hit) => hit.row);
  const isFound = (row: Row): boolean => (byRow.get(row.id) ?? []).some((hit) => isRight(row, hit));
  const recall = (some: readonly Row[]): number | undefined => share(some.filter(isFound).length, some.length);
  const real = rows.filter(isRealCode);
  const wanted = real.filter(isWanted);
  const right = wanted.filter(isFound).length;
  const wrong = real.filter((row) => row.expected === "not-secret" && byRow.has(row.id)).length;
  const known = rows.filter((row) => !isRealCode(row) && row.secret && row.group === "token");
  const collections = grouped(
    known.filter((row) => row.expected === "secret"),
    (row) => row.corpus,
  );
  return {
    tokensAndKeys: recall(wanted.filter((row) => row.group !== "password")),
    passwords: recall(wanted.filter((row) => row.group === "password")),
    precision: share(right, right + wrong),
    formats: mean([...collections.values()].map((some) => recall(some) ?? 0)),
  };
}

/** A row counts as found when a finding overlaps its value; where the row names none, by any finding. */
export function isRight(row: Row, hit: Hit): boolean {
  if (!row.secret) return true;
  if ("value" in hit) return overlaps(bare(row.secret), bare(hit.value));
  const at = row.text.indexOf(row.secret);
  const first = row.text.slice(0, Math.max(at, 0)).split("\n").length;
  const last = first + row.secret.split("\n").length - 1;
  return hit.firstLine <= last && hit.lastLine >= first;
}

/** A small part of a value is no hit: it may be the one word that means something else. */
function overlaps(secret: string, value: string): boolean {
  if (value === "") return false;
  return value.includes(secret) || (secret.includes(value) && value.length >= Math.min(8, secret.length / 2));
}

function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

const bare = (value: string): string => value.replace(/^["'`\s]+|["'`\s;,]+$/g, "");

const share = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : part / whole);

const mean = (values: readonly number[]): number | undefined =>
  share(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
  );
