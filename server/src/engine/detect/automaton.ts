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
  /**
   * Row per state that was come upon, column per class; holds the offset of the next state's row, so that a step is one addition and
   * one read. Negative where the search has to stop: UNKNOWN, or the complement of the row of a state in which literals end.
   */
  #next: Int32Array;
  #rows = 1;
  /** Rows by state, where they have one; the root has row 0. */
  readonly #rowOf: number[] = [];
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
    this.#trie = new Trie(literals, ofUnit);
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
    const target = this.#trie.step(this.#stateOf[row / this.#width]!, unit);
    const targetRow = target === 0 ? 0 : this.#rowFor(target);
    const step = this.#literalsOf(target).length > 0 ? ~targetRow : targetRow;
    this.#next[row + unit] = step;
    return step;
  }

  #rowFor(state: number): number {
    const known = this.#rowOf[state];
    if (known !== undefined) return known;
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
    for (let at = state; at > 0; at = this.#trie.fallbackOf(at)) {
      const own = this.#trie.ownOf(at);
      if (own >= 0) literals.push(own);
    }
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

/** The states that were come upon: literals with a common beginning share them, and each state is a list of literals until somebody goes on from it. */
class Trie {
  readonly #literals: readonly string[];
  readonly #ofUnit: Uint8Array;
  /** By state, from the root on: how many units lead to it, its literals, and its children by class, once they were asked for. */
  readonly #depths: number[] = [0];
  readonly #spelt: (readonly number[])[];
  readonly #children: (ReadonlyMap<number, number> | undefined)[] = [undefined];
  readonly #parents: number[] = [-1];
  readonly #classes: number[] = [0];
  readonly #fallbacks: number[] = [0];

  constructor(literals: readonly string[], ofUnit: Uint8Array) {
    this.#literals = literals;
    this.#ofUnit = ofUnit;
    this.#spelt = [literals.map((_, index) => index)];
  }

  /** @returns -1 where no literal goes on so */
  childOf(state: number, unit: number): number {
    const children = this.#children[state] ?? this.#open(state);
    return children.get(unit) ?? -1;
  }

  #open(state: number): ReadonlyMap<number, number> {
    const depth = this.#depths[state]!;
    const lists = new Map<number, number[]>();
    for (const index of this.#spelt[state]!) {
      const literal = this.#literals[index]!;
      if (literal.length === depth) continue;
      const unit = this.#ofUnit[literal.charCodeAt(depth)]!;
      const list = lists.get(unit);
      if (list) list.push(index);
      else lists.set(unit, [index]);
    }
    const children = new Map<number, number>();
    for (const [unit, list] of lists) children.set(unit, this.#add(state, unit, depth + 1, list));
    this.#children[state] = children;
    return children;
  }

  #add(parent: number, unit: number, depth: number, list: readonly number[]): number {
    this.#parents.push(parent);
    this.#classes.push(unit);
    this.#spelt.push(list);
    this.#children.push(undefined);
    this.#fallbacks.push(-1);
    return this.#depths.push(depth) - 1;
  }

  /** Where a search goes on that finds no child: the state of the longest ending that is a beginning too. */
  fallbackOf(state: number): number {
    const known = this.#fallbacks[state]!;
    if (known >= 0) return known;
    const parent = this.#parents[state]!;
    const found = parent === 0 ? 0 : this.step(this.fallbackOf(parent), this.#classes[state]!);
    this.#fallbacks[state] = found;
    return found;
  }

  /** Where a search is after one more unit. */
  step(state: number, unit: number): number {
    let at = state;
    let child = this.childOf(at, unit);
    while (child < 0 && at !== 0) {
      at = this.fallbackOf(at);
      child = this.childOf(at, unit);
    }
    return Math.max(child, 0);
  }

  /** The literal that a state spells, or -1. */
  ownOf(state: number): number {
    const depth = this.#depths[state]!;
    return this.#spelt[state]!.find((index) => this.#literals[index]!.length === depth) ?? -1;
  }
}
