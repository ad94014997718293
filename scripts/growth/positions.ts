/** A pattern's tree as positions: the places where it reads a character, and which of them may come next, and in how many ways. */
import { complement, type Node, normalise, type Ranges } from "../../server/src/engine/pattern/syntax.ts";

/** Positions, and how many ways lead there. */
export type Ways = ReadonlyMap<number, number>;

/** A step from one position to the next. */
export interface Step {
  readonly to: number;
  readonly ways: number;
  /** What is read there when the step is tried. */
  readonly reads: Ranges;
}

export interface Positions {
  /** What each position reads. */
  readonly reads: readonly Ranges[];
  readonly first: Ways;
  readonly next: readonly (readonly Step[])[];
  /** Whoever comes so far has a match, whatever follows. */
  readonly accepting: ReadonlySet<number>;
}

interface Part {
  readonly first: Ways;
  /** The positions that the part may end with, and in how many ways the rest of it is then empty. */
  readonly last: Ways;
  /** In how many ways it matches nothing at all. */
  readonly empty: number;
  /** Those it may end with without an assertion that could still fail; and whether it can be empty so. */
  readonly surely: ReadonlySet<number>;
  readonly surelyEmpty: boolean;
  /** It need not match, but is tried before what follows it. */
  readonly eager?: boolean;
}

const none: Ways = new Map();
const nothing: Part = { first: none, last: none, empty: 1, surely: new Set(), surelyEmpty: true };

/** Counted repetitions are written out; assertions are taken to hold. */
export function positionsOf(tree: Node): Positions {
  const builder = new Builder();
  const { first, surely } = builder.part(tree);
  const next = builder.next.map((steps, place) => {
    const own = [...steps].map(([to, { ways, eager }]) => ({ to, ways, eager, reads: builder.reads[to]! }));
    return surely.has(place) ? tried(own, surely) : own;
  });
  return { first, reads: builder.reads, next, accepting: surely };
}

/**
 * The steps from where there is a match already: a greedy repetition goes on before anything else is tried, and where that
 * leads to a match again, nothing else ever is.
 */
function tried(steps: readonly (Step & { eager: boolean })[], accepting: ReadonlySet<number>): Step[] {
  let taken: Ranges = [];
  return steps.map((step) => {
    if (!step.eager) return { ...step, reads: without(step.reads, taken) };
    if (accepting.has(step.to)) taken = [...taken, ...step.reads];
    return step;
  });
}

const without = (ranges: Ranges, others: Ranges): Ranges => complement(normalise([...complement(ranges), ...others]));

class Builder {
  readonly reads: Ranges[] = [];
  /** In the order in which they are tried, as far as eager ones go: those into a greedy repetition stand before those past it. */
  readonly next: Map<number, { readonly ways: number; readonly eager: boolean }>[] = [];

  part(node: Node): Part {
    switch (node.type) {
      case "assert":
        return { ...nothing, surelyEmpty: false };
      case "set":
        return this.#read(node.ranges);
      case "group":
        return this.part(node.item);
      case "sequence":
        return node.items.reduce<Part>((before, item) => this.#joined(before, this.part(item)), nothing);
      case "choice":
        return node.options.map((option) => this.part(option)).reduce(either);
      case "repeat":
        return this.#repeated(node);
    }
  }

  #read(ranges: Ranges): Part {
    const place = this.reads.push(ranges) - 1;
    this.next.push(new Map());
    const only = new Map([[place, 1]]);
    return { first: only, last: only, empty: 0, surely: new Set([place]), surelyEmpty: false };
  }

  #joined(before: Part, after: Part): Part {
    this.#lead(before.last, after.first, after.eager);
    return {
      first: sum(before.first, after.first, before.empty),
      last: sum(after.last, before.last, after.empty),
      empty: before.empty * after.empty,
      surely: after.surelyEmpty ? new Set([...before.surely, ...after.surely]) : after.surely,
      surelyEmpty: before.surelyEmpty && after.surelyEmpty,
    };
  }

  #repeated({ item, min, max, lazy }: Extract<Node, { type: "repeat" }>): Part {
    const must = Array.from({ length: min }, () => this.part(item)).reduce<Part>(
      (before, copy) => this.#joined(before, copy),
      nothing,
    );
    const may = max === Number.POSITIVE_INFINITY ? this.#forever(item, !lazy) : this.#upTo(max - min, item, !lazy);
    return this.#joined(must, may);
  }

  #forever(item: Node, eager: boolean): Part {
    const part = this.part(item);
    this.#lead(part.last, part.first, eager);
    return { ...part, empty: 1, surelyEmpty: true, eager };
  }

  /** JavaScript gives up a repetition that it need not make when it reads nothing: so none of these copies is empty. */
  #upTo(count: number, item: Node, eager: boolean): Part {
    const copies = Array.from({ length: count }, () => this.part(item));
    for (const [at, copy] of copies.entries()) this.#lead(copy.last, copies[at + 1]?.first ?? none, eager);
    return {
      first: copies[0]?.first ?? none,
      last: new Map(copies.flatMap(({ last }) => [...last])),
      empty: 1,
      surely: new Set(copies.flatMap(({ surely }) => [...surely])),
      surelyEmpty: true,
      eager,
    };
  }

  #lead(from: Ways, to: Ways, eager = false): void {
    for (const [place, out] of from) {
      const next = this.next[place]!;
      for (const [target, into] of to) {
        const known = next.get(target);
        next.set(target, { ways: (known?.ways ?? 0) + out * into, eager: known?.eager ?? eager });
      }
    }
  }
}

const either = (a: Part, b: Part): Part => ({
  first: sum(a.first, b.first, 1),
  last: sum(a.last, b.last, 1),
  empty: a.empty + b.empty,
  surely: new Set([...a.surely, ...b.surely]),
  surelyEmpty: a.surelyEmpty || b.surelyEmpty,
});

function sum(a: Ways, b: Ways, times: number): Ways {
  if (times === 0 || b.size === 0) return a;
  const all = new Map(a);
  for (const [place, ways] of b) all.set(place, (all.get(place) ?? 0) + ways * times);
  return all;
}
