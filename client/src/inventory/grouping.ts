/** Sorts tokens into the groups that the tree shows. Pure: what a group is called is the node's business. */
import type { ProtocolToken } from "../../../server/src/protocol.ts";

export const groupings = ["severity", "issuer", "file"] as const;
export type Grouping = (typeof groupings)[number];

export interface Group {
  readonly grouping: Grouping;
  /** The severity, the issuer or the file's path. */
  readonly key: string;
  /** In the order of the inventory, the gravest first; by file, each with its places in that file only. */
  readonly tokens: readonly ProtocolToken[];
}

/** @returns groups by severity with the gravest first, by issuer and file in the order of their names */
export function group(tokens: readonly ProtocolToken[], grouping: Grouping): Group[] {
  const groups = new Map<string, ProtocolToken[]>();
  for (const [key, token] of tokens.flatMap((token) => keyed(token, grouping))) {
    const members = groups.get(key);
    if (members) members.push(token);
    else groups.set(key, [token]);
  }
  const found = [...groups].map(([key, members]): Group => ({ grouping, key, tokens: members }));
  return grouping === "severity" ? found.sort(byGravity) : found.sort((a, b) => a.key.localeCompare(b.key));
}

function keyed(token: ProtocolToken, grouping: Grouping): [string, ProtocolToken][] {
  if (grouping !== "file") return [[token[grouping], token]];
  return [...new Set(token.places.map(({ path }) => path))].map((path) => [
    path,
    { ...token, places: token.places.filter((place) => place.path === path) },
  ]);
}

const GRAVITY: readonly string[] = ["error", "warning", "info"] satisfies ProtocolToken["severity"][];

const byGravity = (a: Group, b: Group): number => GRAVITY.indexOf(a.key) - GRAVITY.indexOf(b.key);
