/** The syntax tree of a rule's pattern: RE2's language, with flags already applied to the nodes. */

/** Inclusive ranges of UTF-16 code units, sorted and disjoint. */
export type Ranges = readonly (readonly [number, number])[];

export type Assertion = "word" | "notWord" | "textStart" | "textEnd" | "lineStart" | "lineEnd";

export type Node =
  | { readonly type: "set"; readonly ranges: Ranges }
  | { readonly type: "sequence"; readonly items: readonly Node[] }
  | { readonly type: "choice"; readonly options: readonly Node[] }
  | { readonly type: "repeat"; readonly item: Node; readonly min: number; readonly max: number; readonly lazy: boolean }
  | { readonly type: "group"; readonly item: Node; readonly index: number; readonly name?: string }
  | { readonly type: "assert"; readonly what: Assertion };

/** A pattern that cannot be used, and where in it (offset in UTF-16 code units). */
export class PatternError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const HIGHEST = 0xffff;

/** Sorts and joins ranges. */
export function normalise(ranges: Ranges): Ranges {
  const joined: [number, number][] = [];
  for (const [low, high] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else joined.push([low, high]);
  }
  return joined;
}

/** Everything that the ranges leave out. */
export function complement(ranges: Ranges): Ranges {
  const rest: [number, number][] = [];
  let next = 0;
  for (const [low, high] of normalise(ranges)) {
    if (low > next) rest.push([next, low - 1]);
    next = high + 1;
  }
  if (next <= HIGHEST) rest.push([next, HIGHEST]);
  return rest;
}

/** Adds the other case of every ASCII letter. */
export function foldCase(ranges: Ranges): Ranges {
  const folded = [...ranges];
  for (const [low, high] of ranges) {
    folded.push(...shifted(low, high, 0x41, 0x5a, 32), ...shifted(low, high, 0x61, 0x7a, -32));
  }
  return normalise(folded);
}

function shifted(low: number, high: number, from: number, to: number, by: number): Ranges {
  const start = Math.max(low, from);
  const end = Math.min(high, to);
  return start <= end ? [[start + by, end + by]] : [];
}
