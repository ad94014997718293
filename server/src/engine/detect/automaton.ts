/** Finds all of many literals in one pass, ASCII letters compared without case: Aho and Corasick's automaton (1975) as a dense table over byte classes. */
import { type Units, unitsOf } from "../units.ts";

/** Called for each literal found: its index and its place. Literals come in the order in which they end. */
export type Visit = (literal: number, start: number, end: number) => void;

/** So many units are searched at a time, in lanes: they stay in the nearest cache for whatever looks at the hits. */
const LANE = 1 << 12;
const LANES = 4;
const BLOCK = LANE * LANES;
/** Texts shorter than this are not worth lanes. */
const WORTH_LANES = 1 << 10;

/** Where one lane stopped. */
class Stops {
  /** Rows of states in which literals end, and the offsets behind these ends, both in the order of the text. */
  readonly rows = new Uint32Array(LANE + LANES);
  readonly ends = new Uint32Array(LANE + LANES);
  count = 0;

  add(row: number, end: number): void {
    this.rows[this.count] = row;
    this.ends[this.count++] = end;
  }
}

/** The table is filled as texts ask for it: most states are never come upon, and those that are stand together. */
export class Automaton {
  /** Classes of bytes; those that no literal holds share class 0. */
  readonly #ofUnit: Uint8Array;
  readonly #width: number;
  readonly #lengths: Uint16Array;
  readonly #longest: number;
  readonly #trie: Trie;
  readonly #fallbacks: Uint32Array;
  /**
   * Row per state that was come upon, column per class; holds the offset of the next state's row, so that a step is one addition and
   * one read. Negative where the search has to stop: UNKNOWN, or the complement of the row of a state in which literals end.
   */
  #next: Int32Array;
  #rows = 1;
  /** Rows by state, or 0 where it has none yet; the root has row 0. */
  readonly #rowOf: Int32Array;
  /** States by the number of their row. */
  readonly #stateOf: number[] = [0];
  /** Literals that end in a state, the longest first, once they were asked for. */
  readonly #found: (readonly number[] | undefined)[] = [];
  /** Used again and again: making it takes longer than searching a short text. */
  #idle: readonly Stops[] | undefined;

  /** @param literals ASCII, in lower case, none empty */
  constructor(literals: readonly string[]) {
    const { ofUnit, count } = classify(literals);
    this.#ofUnit = ofUnit;
    this.#width = count;
    this.#lengths = Uint16Array.from(literals, (literal) => literal.length);
    this.#longest = literals.reduce((most, literal) => Math.max(most, literal.length), 1);
    this.#trie = buildTrie(literals, ofUnit);
    this.#fallbacks = fallbacksOf(this.#trie);
    this.#rowOf = new Int32Array(this.#trie.size);
    this.#next = new Int32Array(count * FIRST_ROWS).fill(UNKNOWN);
  }

  /** Visits every occurrence of every literal in a text. */
  search(text: string, visit: Visit): void {
    this.searchUnits(unitsOf(text), visit);
  }

  searchUnits(units: Units, visit: Visit): void {
    // A visit may search in turn.
    const lanes = this.#idle ?? Array.from({ length: LANES }, () => new Stops());
    this.#idle = undefined;
    for (let from = 0; from < units.length; from += BLOCK) {
      const to = Math.min(from + BLOCK, units.length);
      if (to - from < WORTH_LANES) {
        for (let start = from; start < to; start += LANE) {
          this.#searchLane(units, start, Math.min(start + LANE, to), this.#rowBefore(units, start), lanes[0]!);
          this.#report(lanes[0]!, visit);
        }
      } else {
        this.#searchLanes(units, from, to, lanes);
        for (const lane of lanes) this.#report(lane, visit);
      }
    }
    this.#idle = lanes;
  }

  /** Where a search that began earlier would be, as far as literals that end from here on are concerned. */
  #rowBefore(units: Units, from: number): number {
    let row = 0;
    for (let at = Math.max(0, from - this.#longest + 1); at < from; at++) {
      const step = this.#stepFrom(row, units[at]!);
      row = step < 0 ? ~step : step;
    }
    return row;
  }

  #stepFrom(row: number, unit: number): number {
    const step = this.#next[row + this.#ofUnit[unit]!]!;
    return step === UNKNOWN ? this.#learn(row, this.#ofUnit[unit]!) : step;
  }

  #searchLane(units: Units, from: number, to: number, first: number, stops: Stops): void {
    let row = first;
    stops.count = 0;
    for (let at = from; at < to; at++) {
      const step = this.#stepFrom(row, units[at]!);
      row = step < 0 ? ~step : step;
      if (step < 0) stops.add(row, at + 1);
    }
  }

  /** Four places at once: each step waits for the table, and four wait no longer than one. */
  #searchLanes(units: Units, from: number, to: number, [a, b, c, d]: readonly Stops[]): void {
    const ofUnit = this.#ofUnit;
    const length = Math.floor((to - from) / LANES);
    const [second, third, fourth] = [from + length, from + 2 * length, from + 3 * length];
    let [rowA, rowB] = [this.#rowBefore(units, from), this.#rowBefore(units, second)];
    let [rowC, rowD] = [this.#rowBefore(units, third), this.#rowBefore(units, fourth)];
    let next = this.#next;
    for (const stops of [a!, b!, c!, d!]) stops.count = 0;
    for (let at = 0; at < length; at++) {
      const stepA = next[rowA + ofUnit[units[from + at]!]!]!;
      const stepB = next[rowB + ofUnit[units[second + at]!]!]!;
      const stepC = next[rowC + ofUnit[units[third + at]!]!]!;
      const stepD = next[rowD + ofUnit[units[fourth + at]!]!]!;
      if ((stepA | stepB | stepC | stepD) >= 0) {
        rowA = stepA;
        rowB = stepB;
        rowC = stepC;
        rowD = stepD;
        continue;
      }
      rowA = stepA < 0 ? this.#stopAt(rowA, units, from + at, a!) : stepA;
      rowB = stepB < 0 ? this.#stopAt(rowB, units, second + at, b!) : stepB;
      rowC = stepC < 0 ? this.#stopAt(rowC, units, third + at, c!) : stepC;
      rowD = stepD < 0 ? this.#stopAt(rowD, units, fourth + at, d!) : stepD;
      next = this.#next;
    }
    for (let at = fourth + length; at < to; at++) {
      const step = this.#stepFrom(rowD, units[at]!);
      rowD = step < 0 ? this.#stopAt(rowD, units, at, d!) : step;
    }
  }

  /** Takes a step that is not known yet or ends in a stop, and notes the stop. */
  #stopAt(row: number, units: Units, at: number, stops: Stops): number {
    const step = this.#stepFrom(row, units[at]!);
    if (step >= 0) return step;
    stops.add(~step, at + 1);
    return ~step;
  }

  #report({ rows, ends, count }: Stops, visit: Visit): void {
    for (let at = 0; at < count; at++) {
      const end = ends[at]!;
      for (const literal of this.#literalsOf(this.#stateOf[rows[at]! / this.#width]!)) {
        visit(literal, end - this.#lengths[literal]!, end);
      }
    }
  }

  /** Finds out where a state goes on at a class, and writes it down. */
  #learn(row: number, unit: number): number {
    let state = this.#stateOf[row / this.#width]!;
    let child = childOf(this.#trie, state, unit);
    while (child < 0 && state !== 0) {
      state = this.#fallbacks[state]!;
      child = childOf(this.#trie, state, unit);
    }
    const target = Math.max(child, 0);
    const targetRow = target === 0 ? 0 : this.#rowFor(target);
    const step = this.#literalsOf(target).length > 0 ? ~targetRow : targetRow;
    this.#next[row + unit] = step;
    return step;
  }

  #rowFor(state: number): number {
    if (this.#rowOf[state]! > 0) return this.#rowOf[state]!;
    const row = this.#rows++ * this.#width;
    if (row + this.#width > this.#next.length) {
      const larger = new Int32Array(this.#next.length * 2).fill(UNKNOWN);
      larger.set(this.#next);
      this.#next = larger;
    }
    this.#rowOf[state] = row;
    this.#stateOf.push(state);
    return row;
  }

  #literalsOf(state: number): readonly number[] {
    const known = this.#found[state];
    if (known) return known;
    const literals: number[] = [];
    for (let at = state; at > 0; at = this.#fallbacks[at]!)
      if (this.#trie.own[at]! >= 0) literals.push(this.#trie.own[at]!);
    this.#found[state] = literals;
    return literals;
  }
}

/** Not yet found out. */
const UNKNOWN = -1;
/** The table begins with room for so many states. */
const FIRST_ROWS = 512;

function classify(literals: readonly string[]): { ofUnit: Uint8Array; count: number } {
  const ofUnit = new Uint8Array(256);
  let count = 1;
  for (const literal of literals) {
    for (let at = 0; at < literal.length; at++) {
      const unit = literal.charCodeAt(at);
      if (ofUnit[unit] !== 0) continue;
      ofUnit[unit] = count;
      if (unit >= 97 && unit <= 122) ofUnit[unit - 32] = count;
      count++;
    }
  }
  return { ofUnit, count };
}

/** States in the order of their depth; the children of one stand together. */
interface Trie {
  readonly size: number;
  readonly classes: Uint8Array;
  readonly firstChild: Uint32Array;
  readonly childCount: Uint16Array;
  /** The literal that a state spells, or -1. */
  readonly own: Int32Array;
}

/** Sorted literals with a common beginning stand together: each state is a stretch of them. */
function buildTrie(literals: readonly string[], ofUnit: Uint8Array): Trie {
  const sorted = literals.map((_, index) => index).sort((a, b) => (literals[a]! < literals[b]! ? -1 : 1));
  const most = literals.reduce((sum, literal) => sum + literal.length, 1);
  const trie = {
    size: 1,
    classes: new Uint8Array(most),
    firstChild: new Uint32Array(most),
    childCount: new Uint16Array(most),
    own: new Int32Array(most).fill(-1),
  };
  const from = new Uint32Array(most);
  const to = new Uint32Array(most);
  to[0] = sorted.length;
  let depth = 0;
  for (let state = 0, endOfDepth = 1; state < trie.size; state++) {
    if (state === endOfDepth) {
      depth++;
      endOfDepth = trie.size;
    }
    trie.firstChild[state] = trie.size;
    for (let at = from[state]!; at < to[state]!; ) {
      const literal = literals[sorted[at]!]!;
      if (literal.length === depth) {
        trie.own[state] = sorted[at++]!;
        continue;
      }
      const unit = literal.charCodeAt(depth);
      const first = at;
      while (at < to[state]! && literals[sorted[at]!]!.charCodeAt(depth) === unit) at++;
      trie.classes[trie.size] = ofUnit[unit]!;
      from[trie.size] = first;
      to[trie.size++] = at;
    }
    trie.childCount[state] = trie.size - trie.firstChild[state]!;
  }
  return trie;
}

function childOf({ classes, firstChild, childCount }: Trie, state: number, unit: number): number {
  const first = firstChild[state]!;
  for (let child = first; child < first + childCount[state]!; child++) if (classes[child] === unit) return child;
  return -1;
}

/** Where a search goes on that finds no child: the state of the longest ending that is a beginning too. */
function fallbacksOf(trie: Trie): Uint32Array {
  const { size, classes, firstChild, childCount } = trie;
  const fallback = new Uint32Array(size);
  for (let state = 1; state < size; state++) {
    for (let child = firstChild[state]!; child < firstChild[state]! + childCount[state]!; child++) {
      let at = fallback[state]!;
      let found = childOf(trie, at, classes[child]!);
      while (found < 0 && at !== 0) {
        at = fallback[at]!;
        found = childOf(trie, at, classes[child]!);
      }
      fallback[child] = Math.max(found, 0);
    }
  }
  return fallback;
}
