/** The inventory with what git remembers: since when it has a token, who wrote it, and those that no file holds any more. */
import { buildInventory, type FingerprintedFinding, type InventoryToken, isOfToken } from "../../engine/inventory.ts";
import { isBelow, wholePath } from "../paths.ts";
import type { PlanRequest } from "../plan.ts";
import type { History, HistoryToken } from "./scan-history.ts";

/** @param found what files hold now, with the fingerprints that the history was scanned with */
export function inventoryWith(
  found: readonly FingerprintedFinding[],
  { tokens }: Pick<History, "tokens">,
  request: Pick<PlanRequest, "base" | "roots">,
  now: Date,
): InventoryToken[] {
  const known = byFingerprint(tokens);
  const present = new Set(found.map(({ fingerprint }) => fingerprint));
  const gone = [...known].flatMap(([fingerprint, token]) => (present.has(fingerprint) ? [] : formerly(token, request)));
  return buildInventory([...found, ...gone]).map((token) => withFacts(token, known.get(token.fingerprint), now));
}

/** What git tells of a token. */
export type HistoryFacts = Pick<HistoryToken, "firstSeen" | "removed" | "authors">;

/** By fingerprint. */
export const historyFacts = (tokens: readonly HistoryToken[]): ReadonlyMap<string, HistoryFacts> =>
  new Map(
    [...byFingerprint(tokens)].map(([fingerprint, { firstSeen, removed, authors }]) => [
      fingerprint,
      { firstSeen, authors, ...(removed && { removed }) },
    ]),
  );

function byFingerprint(tokens: readonly HistoryToken[]): Map<string, HistoryToken> {
  const known = new Map<string, HistoryToken>();
  for (const token of tokens) {
    const fingerprint = fingerprintOf(token);
    if (fingerprint) known.set(fingerprint, earliest(known.get(fingerprint), token));
  }
  return known;
}

const fingerprintOf = ({ findings }: HistoryToken): string | undefined => findings.values().next().value?.fingerprint;

/** One value may be known under two rules: what began first counts. */
const earliest = (one: HistoryToken | undefined, other: HistoryToken): HistoryToken =>
  one && one.firstSeen.date <= other.firstSeen.date ? one : other;

function formerly(
  { findings, files }: HistoryToken,
  { base, roots }: Pick<PlanRequest, "base" | "roots">,
): FingerprintedFinding[] {
  return [...findings].flatMap(([path, each]) =>
    isOfToken(each) && isBelow(wholePath(base, each.finding.path), roots)
      ? [{ ...each, tracked: files.get(path)?.removed === undefined, history: files.get(path)! }]
      : [],
  );
}

const DAY = 86_400_000;

/** @param history undefined where no commit holds it */
export function withFacts(token: InventoryToken, history: HistoryFacts | undefined, now: Date): InventoryToken {
  if (!history) return { ...token, inHistory: false };
  const { firstSeen, removed, authors } = history;
  return {
    ...token,
    firstSeen,
    ...(removed && { removed }),
    authors,
    inHistory: true,
    ageDays: Math.max(0, Math.floor((now.getTime() - Date.parse(firstSeen.date)) / DAY)),
  };
}
