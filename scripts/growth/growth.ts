/**
 * Proves how much work a pattern can be for a backtracking engine, on whatever text.
 *
 * Such an engine follows runs, one after the other: ways to read a text by the pattern's positions. Its work on one character
 * is at most the number of runs that can come to read it, and that is bounded here from the pattern alone:
 *
 * 1. Two positions are *companions* if some text has a run at each of them at the same moment. All pairs are found by walking
 *    them from the start. Assertions are taken to hold: that makes runs more, never fewer.
 * 2. The runs at a position are those of the positions before it; only of companions they add up. In a loop that is fed again
 *    and again while it turns, their number grows with the text: then there is no bound, and the pattern is at fault.
 * 3. A position accepts where nothing behind it can fail any more. A run that comes there is the last one that is followed,
 *    together with what it may still become. So of two runs that have parted, one at most accepts.
 */
import type { Node, Ranges } from "../../server/src/engine/pattern/syntax.ts";
import { loopsOf } from "./loops.ts";
import { type Positions, positionsOf, type Step, type Ways } from "./positions.ts";

/** The most runs that read one and the same character, whatever the text; Infinity where they grow with it. */
export function mostRuns(tree: Node): number {
  const positions = positionsOf(tree);
  const companions = companionsOf(positions);
  const runs = runsAt(positions, companions);
  // Whatever is alive at one moment are companions of one another.
  const alive = runs.map((own, place) => [...companions[place]!].reduce((total, other) => total + runs[other]!, own));
  return Math.max(0, ...alive);
}

type Companions = readonly ReadonlySet<number>[];

/** Two runs that have parted; of the first it is known whether it came to an accepting position since. */
interface Pair {
  readonly one: number;
  readonly other: number;
  readonly accepted: boolean;
}

function companionsOf(positions: Positions): Companions {
  const { reads, first, next } = positions;
  const companions = reads.map(() => new Set<number>());
  const known = new Set<number>();
  const waiting: Pair[] = [];
  const share = sharing();
  const meet = (a: Step, b: Step, accepted: boolean): void => {
    const pair = parted(a, b, accepted, positions.accepting);
    if (!pair) return;
    const { one, other } = pair;
    const name = (one * reads.length + other) * 2 + Number(pair.accepted);
    if (known.has(name) || !share(a.reads, b.reads)) return;
    known.add(name);
    if (one !== other) {
      companions[one]!.add(other);
      companions[other]!.add(one);
    }
    waiting.push(pair);
  };
  const meetAll = (a: readonly Step[], b: readonly Step[], accepted: boolean): void => {
    for (const one of a) for (const other of b) meet(one, other, accepted);
  };
  const starts = [...first].map(([to, ways]) => ({ to, ways, reads: reads[to]! }));
  meetAll(starts, starts, false);
  for (let pair = waiting.pop(); pair; pair = waiting.pop()) meetAll(next[pair.one]!, next[pair.other]!, pair.accepted);
  return companions;
}

/** @returns undefined where both have accepted: whichever came first was the last one that is followed */
function parted(a: Step, b: Step, accepted: boolean, accepting: ReadonlySet<number>): Pair | undefined {
  if (a.to === b.to) return { one: a.to, other: b.to, accepted: false };
  const [first, second] = [accepted || accepting.has(a.to), accepting.has(b.to)];
  if (first && second) return undefined;
  // A pair is the same either way round.
  const isTurned = second || (!first && a.to > b.to);
  return isTurned ? { one: b.to, other: a.to, accepted: second } : { one: a.to, other: b.to, accepted: first };
}

/** Whether two classes have a character in common; each pair is worked out once. */
function sharing(): (a: Ranges, b: Ranges) => boolean {
  const known = new Map<Ranges, Map<Ranges, boolean>>();
  return (a, b) => {
    const others = known.get(a) ?? new Map<Ranges, boolean>();
    known.set(a, others);
    const shares = others.get(b) ?? overlap(a, b);
    others.set(b, shares);
    return shares;
  };
}

const overlap = (a: Ranges, b: Ranges): boolean => a.some(([low, high]) => b.some(([l, h]) => low <= h && l <= high));

/** How many runs are at a position at one moment, and at which moments: from the least to the most characters before it. */
interface Place {
  readonly runs: number;
  readonly least: number;
  readonly most: number;
}

/** The most runs at each position at one moment. */
function runsAt({ first, next, accepting }: Positions, companions: Companions): number[] {
  const before = next.map(() => new Map<number, number>());
  for (const [from, steps] of next.entries()) for (const { to, ways } of steps) before[to]!.set(from, ways);
  const places: Place[] = [];
  for (const { members, turns } of loopsOf(next)) {
    const inside = new Set(members);
    const feeds = members.map((place) => feedOf(first.get(place), before[place]!, inside, places, companions));
    const runs = turns
      ? runsInLoop(
          members.filter((place) => !accepting.has(place)),
          feeds,
          before,
          companions,
          inside,
        )
      : feeds[0]!.together;
    const least = Math.min(...feeds.map((feed) => feed.least));
    const most = turns ? Number.POSITIVE_INFINITY : feeds[0]!.most;
    for (const place of members) places[place] = { runs: accepting.has(place) ? 1 : runs, least, most };
  }
  return places.map(({ runs }) => runs);
}

/** What comes to a position from outside its loop. */
interface Feed {
  /** The most runs at one moment. */
  readonly together: number;
  /** All runs that ever come. */
  readonly ever: number;
  readonly least: number;
  readonly most: number;
}

function feedOf(
  fromStart: number | undefined,
  before: Ways,
  inside: ReadonlySet<number>,
  places: readonly Place[],
  companions: Companions,
): Feed {
  const outside = [...before].filter(([place]) => !inside.has(place));
  const start = fromStart === undefined ? [] : [{ runs: fromStart, least: -1, most: -1 }];
  const feeders = [
    ...start,
    ...outside.map(([place, count]) => ({ ...places[place]!, runs: places[place]!.runs * count })),
  ];
  return {
    together: Math.max(fromStart ?? 0, mostTogether(outside, places, companions)),
    ever: feeders.reduce((total, { runs, least, most }) => total + runs * (most - least + 1), 0),
    least: Math.min(...feeders.map((feeder) => feeder.least + 1)),
    most: Math.max(...feeders.map((feeder) => feeder.most + 1)),
  };
}

/** Of positions that are no companions only one brings runs at a time. */
function mostTogether(
  ways: readonly (readonly [number, number])[],
  places: readonly Place[],
  companions: Companions,
): number {
  const groups: { readonly members: number[]; most: number }[] = [];
  for (const [place, count] of ways) {
    const brings = places[place]!.runs * count;
    const group = groups.find(({ members }) => !members.some((member) => companions[member]!.has(place)));
    group?.members.push(place);
    if (group) group.most = Math.max(group.most, brings);
    else groups.push({ members: [place], most: brings });
  }
  return groups.reduce((total, { most }) => total + most, 0);
}

/** The most runs at one position of a loop at one moment. @param members those of its positions that do not accept */
function runsInLoop(
  members: readonly number[],
  feeds: readonly Feed[],
  before: readonly Ways[],
  companions: Companions,
  inside: ReadonlySet<number>,
): number {
  const meets = (place: number, where: (other: number) => boolean): boolean =>
    [...before[place]!.keys()].some(
      (own) =>
        inside.has(own) && [...before[place]!.keys()].some((other) => where(other) && companions[own]!.has(other)),
    );
  const branches = members.some(
    (place) =>
      [...before[place]!].some(([own, count]) => inside.has(own) && count > 1) ||
      meets(place, (other) => inside.has(other)),
  );
  if (branches) return Number.POSITIVE_INFINITY;
  // Runs that come while others turn stay, and add up.
  if (members.some((place) => meets(place, (other) => !inside.has(other))))
    return feeds.reduce((total, { ever }) => total + ever, 0);
  return Math.max(...feeds.map(({ together }) => together));
}
