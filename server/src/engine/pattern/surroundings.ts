/** What may stand where round an anchor, derived from the pattern's tree: looked at before any pattern is tried. */
import type { Stretch, UnitSet } from "../rule.ts";
import { complement, type Node, normalise, type Ranges } from "./syntax.ts";

/** So many code units are told from the anchor's beginning on, and so many before it. */
const AHEAD = 24;
const BEHIND = 8;

/**
 * @param items a pattern as a sequence, and where in it the anchor's own items begin
 * @param literal the anchor, in lower case
 * @returns stretches in which not everything may stand, the anchor's own letters among them where their case matters; those behind
 *   the anchor's beginning first. A text that ends inside a stretch is not told by it.
 */
export function surroundingsOf(items: readonly Node[], from: number, literal: string): Stretch[] {
  const own = [...literal].map(bothCases);
  const ahead = follow(sequence(items.slice(from), false, end), false, AHEAD, undefined, own);
  const behind = follow(sequence(items.slice(0, from), true, end), true, BEHIND, isWord(own[0]!), []);
  const isTold = ({ at, ranges }: Place): boolean => at >= 0 && at < own.length && covers(ranges, own[at]!);
  return [...ahead.map((ranges, at) => ({ at, ranges })), ...behind.map((ranges, at) => ({ at: -1 - at, ranges }))]
    .filter((place) => !isAll(place.ranges) && !isTold(place))
    .map(({ at, ranges }) => ({ from: at, to: at + 1, units: unitSet(ranges) }))
    .reduce<Stretch[]>(joined, []);
}

/** The same of a pattern that is tried where its match would begin. */
export const beginningOf = (tree: Node): Stretch[] =>
  follow(sequence([tree], false, end), false, AHEAD, undefined, [])
    .map((ranges, at) => ({ from: at, to: at + 1, units: unitSet(ranges), isTold: isAll(ranges) }))
    .flatMap(({ isTold, ...stretch }) => (isTold ? [] : [stretch]))
    .reduce<Stretch[]>(joined, []);

/** One place: its distance from the anchor's beginning, and what may stand there in a match. */
interface Place {
  readonly at: number;
  readonly ranges: Ranges;
}

function joined(stretches: Stretch[], next: Stretch): Stretch[] {
  const last = stretches.at(-1);
  if (last?.units !== next.units || (last.to !== next.from && last.from !== next.to)) return [...stretches, next];
  const whole = { ...next, from: Math.min(last.from, next.from), to: Math.max(last.to, next.to) };
  return [...stretches.slice(0, -1), whole];
}

/** Everything that a match is made of. */
export const alphabetOf = (node: Node): UnitSet => unitSet(normalise(rangesIn(node)));

const unitSet = (ranges: Ranges): UnitSet => ranges.map((pair) => String.fromCharCode(...pair)).join("");

function rangesIn(node: Node): Ranges {
  switch (node.type) {
    case "set":
      return node.ranges;
    case "assert":
      return [];
    case "sequence":
      return node.items.flatMap(rangesIn);
    case "choice":
      return node.options.flatMap(rangesIn);
    case "group":
    case "repeat":
      return rangesIn(node.item);
  }
}

const all: Ranges = [[0, 0xffff]];
const isAll = (ranges: Ranges): boolean => ranges.length === 1 && ranges[0]![0] === 0 && ranges[0]![1] === 0xffff;
const word: Ranges = normalise([
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
]);
const noWord = complement(word);
const lineBreak: Ranges = [[10, 10]];

const bothCases = (character: string): Ranges => {
  const [low, high] = [character.charCodeAt(0), character.toUpperCase().charCodeAt(0)];
  return normalise([
    [low, low],
    [high, high],
  ]);
};

const intersection = (a: Ranges, b: Ranges): Ranges => complement(normalise([...complement(a), ...complement(b)]));
const covers = (a: Ranges, b: Ranges): boolean => intersection(complement(a), b).length === 0;
/** Whether what stands in the ranges is part of a word; undefined where some is and some is not. */
const isWord = (ranges: Ranges): boolean | undefined =>
  covers(word, ranges) ? true : covers(noWord, ranges) ? false : undefined;

/** A state of the pattern as Thompson's automaton: it consumes one unit, asserts something, or splits. */
type State =
  | { readonly type: "set"; readonly ranges: Ranges; readonly next: State }
  | { readonly type: "assert"; readonly what: Assertion; readonly next: State }
  | { readonly type: "split"; next: readonly State[] }
  | { readonly type: "end" };

type Assertion = Extract<Node, { type: "assert" }>["what"];

const end: State = { type: "end" };

/** @param backward reads the pattern from its end */
const sequence = (items: readonly Node[], backward: boolean, next: State): State =>
  (backward ? items : items.toReversed()).reduce((state, item) => stateOf(item, backward, state), next);

function stateOf(node: Node, backward: boolean, next: State): State {
  switch (node.type) {
    case "set":
      return { type: "set", ranges: node.ranges, next };
    case "assert":
      return { type: "assert", what: node.what, next };
    case "group":
      return stateOf(node.item, backward, next);
    case "sequence":
      return sequence(node.items, backward, next);
    case "choice":
      return { type: "split", next: node.options.map((option) => stateOf(option, backward, next)) };
    case "repeat":
      return repeated(node, backward, next);
  }
}

/** Counts beyond what is looked at are cut: a loop says the same. */
function repeated(node: Extract<Node, { type: "repeat" }>, backward: boolean, next: State): State {
  const { item, min, max } = node;
  let state = next;
  if (max > AHEAD) {
    const loop: State = { type: "split", next: [] };
    loop.next = [stateOf(item, backward, loop), next];
    state = loop;
  } else {
    for (let at = min; at < max; at++) state = { type: "split", next: [stateOf(item, backward, state), next] };
  }
  for (let at = 0; at < Math.min(min, AHEAD); at++) state = stateOf(item, backward, state);
  return state;
}

/** Where a match may be after some units: the state, what the next unit must be, and whether the last one was part of a word. */
interface Thread {
  readonly state: State;
  readonly must: Ranges;
  readonly wasWord: boolean | undefined;
}

/**
 * @param wasWord whether the unit before the first is part of a word
 * @param own what is known of the first units already
 * @returns what each unit may be; ends where the match may be over
 */
function follow(
  start: State,
  backward: boolean,
  most: number,
  wasWord: boolean | undefined,
  own: readonly Ranges[],
): Ranges[] {
  const places: Ranges[] = [];
  let threads: Thread[] = [{ state: start, must: all, wasWord }];
  while (places.length < most) {
    const known = own[places.length] ?? all;
    const open = expand(threads, backward);
    const isOver = open.some(({ state }) => state.type === "end");
    const steps = open.flatMap(({ state, must }): { next: State; ranges: Ranges }[] => {
      if (state.type !== "set") return [];
      const ranges = intersection(intersection(state.ranges, must), known);
      return ranges.length > 0 ? [{ next: state.next, ranges }] : [];
    });
    const ends = open.flatMap(({ state, must }) => (state.type === "end" ? must : []));
    places.push(normalise([...steps.flatMap(({ ranges }) => ranges), ...ends]));
    if (isOver) break;
    threads = distinct(steps.map(({ next, ranges }) => ({ state: next, must: all, wasWord: isWord(ranges) })));
  }
  return places;
}

/** The threads that consume a unit or are over, behind all splits and assertions. */
function expand(threads: readonly Thread[], backward: boolean): Thread[] {
  const open: Thread[] = [];
  const seen = new Set<string>();
  const numbers = new Map<State, number>();
  const pending = [...threads];
  for (let thread = pending.pop(); thread; thread = pending.pop()) {
    const { state, must, wasWord } = thread;
    if (!numbers.has(state)) numbers.set(state, numbers.size);
    const key = `${numbers.get(state)} ${wasWord} ${must.join(" ")}`;
    if (seen.has(key) || must.length === 0) continue;
    seen.add(key);
    if (state.type === "split") pending.push(...state.next.map((next) => ({ ...thread, state: next })));
    else if (state.type === "assert") {
      pending.push({ ...thread, state: state.next, must: intersection(must, asked(state.what, backward, wasWord)) });
    } else open.push(thread);
  }
  return open;
}

/** What the next unit must be, in the direction of reading, where the text goes on at all. */
function asked(what: Assertion, backward: boolean, wasWord: boolean | undefined): Ranges {
  if (what === "word" || what === "notWord")
    return wasWord === undefined ? all : wasWord === (what === "word") ? noWord : word;
  if ((what === "lineStart" || what === "textStart") !== backward) return all;
  return what === "lineStart" || what === "lineEnd" ? lineBreak : [];
}

function distinct(threads: readonly Thread[]): Thread[] {
  const seen = new Map<State, Set<boolean | undefined>>();
  return threads.filter(({ state, wasWord }) => {
    const known = seen.get(state) ?? new Set();
    seen.set(state, known);
    const isNew = !known.has(wasWord);
    known.add(wasWord);
    return isNew;
  });
}
