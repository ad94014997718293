/** When each token came into a history and went: worked out from which blobs hold it and what each commit did to which file. */
import type { Presence } from "../../engine/inventory.ts";
import { type HistoryLog, NONE } from "./log.ts";

/** The tokens of a blob, by number; one that stands there twice is listed twice. */
export type TokensOf = ReadonlyMap<number, readonly number[]>;

/** What a history tells of a token. */
export interface TokenPresence extends Presence {
  /** How many people wrote it into a file. */
  readonly authors: number;
  /** By path. */
  readonly files: ReadonlyMap<number, Presence>;
}

interface Growing {
  first: number;
  removed: number | undefined;
}

interface GrowingToken extends Growing {
  readonly authors: Set<number>;
  readonly files: Map<number, Growing>;
}

/**
 * @param atHead the files that HEAD holds tokens in: path by path the blob
 * @returns by token; only those that a commit brought
 */
export function presenceOf(
  log: HistoryLog,
  tokens: TokensOf,
  atHead: ReadonlyMap<number, number>,
): ReadonlyMap<number, TokenPresence> {
  const growing = new Map<number, GrowingToken>();
  let net = new Map<number, number>();
  let commit = -1;
  const settle = (): void => {
    for (const [token, change] of net) settleCommit(growing.get(token), change, commit, log);
    net = new Map();
  };
  // Oldest first.
  for (let at = log.eventCount - 1; at >= 0; at--) {
    const event = log.event(at);
    if (event.commit !== commit) settle();
    commit = event.commit;
    if (![event.after, ...event.before].some((blob) => tokens.has(blob))) continue;
    for (const [token, { before, after }] of changesOf(event.after, event.before, tokens)) {
      net.set(token, (net.get(token) ?? 0) + after - before);
      settleFile(growing, token, event.path, commit, before, after);
    }
  }
  settle();
  return new Map([...growing].flatMap(([token, each]) => finish(token, each, log, tokens, atHead)));
}

function changesOf(after: number, before: readonly [number, number], tokens: TokensOf) {
  const counts = new Map<number, { before: number; after: number }>();
  const sides = [before[0], before[1], after].map((blob) => tokens.get(blob));
  for (const token of new Set(sides.flatMap((side) => side ?? []))) {
    const [first, second, last] = sides.map((side) => side?.filter((each) => each === token).length ?? 0);
    counts.set(token, { before: Math.max(first!, second!), after: last! });
  }
  return counts;
}

function settleFile(
  growing: Map<number, GrowingToken>,
  token: number,
  path: number,
  commit: number,
  before: number,
  after: number,
): void {
  if (after === before) return;
  const known = growing.get(token) ?? { first: commit, removed: undefined, authors: new Set(), files: new Map() };
  growing.set(token, known);
  const file = known.files.get(path);
  if (!file) known.files.set(path, { first: commit, removed: after === 0 ? commit : undefined });
  else file.removed = after === 0 ? commit : undefined;
}

/** A file that is renamed brings nothing and takes nothing. */
function settleCommit(token: GrowingToken | undefined, change: number, commit: number, log: HistoryLog): void {
  if (!token) return;
  if (change > 0) token.authors.add(log.authorOf(commit));
  if (change < 0) token.removed = commit;
}

function finish(
  token: number,
  { first, removed, authors, files }: GrowingToken,
  log: HistoryLog,
  tokens: TokensOf,
  atHead: ReadonlyMap<number, number>,
): [number, TokenPresence][] {
  const present = new Set([...files.keys()].filter((path) => tokens.get(atHead.get(path) ?? NONE)?.includes(token)));
  const told = (each: Growing, isPresent: boolean): Presence => ({
    firstSeen: log.commit(each.first),
    ...(!isPresent && each.removed !== undefined && { removed: log.commit(each.removed) }),
  });
  const perFile = [...files].map(([path, each]) => [path, told(each, present.has(path))] as const);
  return [[token, { ...told({ first, removed }, present.size > 0), authors: authors.size, files: new Map(perFile) }]];
}
