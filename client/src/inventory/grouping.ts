/** Sorts tokens into the groups that the tree shows. Pure: what a group is called is the node's business. */
import type { ProtocolToken } from "../../../server/src/protocol.ts";
import { daysUntil } from "./dates.ts";

export const groupings = ["severity", "issuer", "file", "owner", "age", "expiry", "state", "environment"] as const;
export type Grouping = (typeof groupings)[number];

/** The group of those of which it is not known. */
export const UNKNOWN = "";

export interface Group {
  readonly grouping: Grouping;
  /** The severity, the issuer, the file's path ... as {@link spans} has it for ages and expiries; empty where it is not known. */
  readonly key: string;
  /** By file, each with its places in that file only. */
  readonly tokens: readonly ProtocolToken[];
}

/** Days, without the last; ages are never less than none. */
export interface DaySpan {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

const NONE = Number.NEGATIVE_INFINITY;
const EVER = Number.POSITIVE_INFINITY;

export const spans = {
  /** The oldest first. */
  age: [
    { key: ">365", from: 366, to: EVER },
    { key: "180..366", from: 180, to: 366 },
    { key: "90..180", from: 90, to: 180 },
    { key: "30..90", from: 30, to: 90 },
    { key: "<30", from: NONE, to: 30 },
  ],
  /** What has expired, then the soonest. */
  expiry: [
    { key: "<0", from: NONE, to: 0 },
    { key: "0..7", from: 0, to: 7 },
    { key: "7..30", from: 7, to: 30 },
    { key: "30..90", from: 30, to: 90 },
    { key: "90..366", from: 90, to: 366 },
    { key: ">365", from: 366, to: EVER },
  ],
} satisfies Readonly<Record<string, readonly DaySpan[]>>;

/** @returns the span of an age or of the days until an expiry */
export const spanOf = (all: readonly DaySpan[], days: number): DaySpan =>
  all.find(({ from, to }) => days >= from && days < to)!;

/**
 * @returns severities, states, ages and expiries with the most pressing first, all others in the order of their names, and what is not
 *   known last; the tokens of each in the order given
 */
export function group(tokens: readonly ProtocolToken[], grouping: Grouping): Group[] {
  const groups = new Map<string, ProtocolToken[]>();
  for (const [key, token] of tokens.flatMap((token) => keyed(token, grouping))) {
    const members = groups.get(key);
    if (members) members.push(token);
    else groups.set(key, [token]);
  }
  const order = ORDERS[grouping];
  return [...groups]
    .map(([key, members]): Group => ({ grouping, key, tokens: members }))
    .sort((a, b) => rank(a.key, order) - rank(b.key, order) || a.key.localeCompare(b.key));
}

const ORDERS: Partial<Record<Grouping, readonly string[]>> = {
  severity: ["error", "warning", "info"] satisfies ProtocolToken["severity"][],
  state: ["revoked", "found", "moved", "rotated", "accepted"] satisfies ProtocolToken["state"][],
  age: spans.age.map(({ key }) => key),
  expiry: spans.expiry.map(({ key }) => key),
};

const rank = (key: string, order: readonly string[] = []): number =>
  key === UNKNOWN ? order.length + 1 : order.includes(key) ? order.indexOf(key) : order.length;

function keyed(token: ProtocolToken, grouping: Grouping): (readonly [string, ProtocolToken])[] {
  if (grouping === "file") return byFile(token);
  return keysOf(token, grouping).map((key) => [key, token]);
}

function keysOf(token: ProtocolToken, grouping: Exclude<Grouping, "file">): readonly string[] {
  const { ageDays, expires, owner, environments = [] } = token;
  if (grouping === "age") return [ageDays === undefined ? UNKNOWN : spanOf(spans.age, ageDays).key];
  if (grouping === "expiry") return [expires === undefined ? UNKNOWN : spanOf(spans.expiry, daysUntil(expires)).key];
  if (grouping === "owner") return [owner ?? UNKNOWN];
  if (grouping === "environment") return environments.length > 0 ? environments : [UNKNOWN];
  return [token[grouping]];
}

const byFile = (token: ProtocolToken): (readonly [string, ProtocolToken])[] =>
  [...new Set(token.places.map(({ path }) => path))].map((path) => [
    path,
    { ...token, places: token.places.filter((place) => place.path === path) },
  ]);
