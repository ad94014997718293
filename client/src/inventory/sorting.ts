/** The order of tokens within a group. Pure. */
import type { ProtocolToken } from "../../../server/src/protocol.ts";

export const sortings = ["severity", "title", "age", "expiry", "places"] as const;
export type Sorting = (typeof sortings)[number];

/** @returns by severity the server's order; else the oldest, the soonest to expire, or those with the most places first */
export function sorted(tokens: readonly ProtocolToken[], sorting: Sorting): readonly ProtocolToken[] {
  return sorting === "severity" ? tokens : [...tokens].sort(ORDERS[sorting]);
}

const ORDERS: Readonly<Record<Exclude<Sorting, "severity">, (a: ProtocolToken, b: ProtocolToken) => number>> = {
  title: (a, b) => a.title.localeCompare(b.title),
  age: (a, b) => (b.ageDays ?? -1) - (a.ageDays ?? -1),
  expiry: (a, b) => timeOf(a) - timeOf(b),
  places: (a, b) => b.places.length - a.places.length,
};

/** What never expires comes last. */
const timeOf = ({ expires }: ProtocolToken): number => (expires ? Date.parse(expires) : Number.MAX_SAFE_INTEGER);
