/** Shares work out among shards: the longest first, each to the shard that has the least so far. */

export interface Weighed {
  readonly name: string;
  /** What it costs, in bytes. */
  readonly weight: number;
}

/**
 * Depends on names and weights alone, not on their order: every shard works out the same shares.
 * @returns by index of the item, the shard that takes it, from 0
 */
export function assign(items: readonly Weighed[], count: number): Int32Array {
  const order = items.map((_, at) => at).sort((a, b) => byWeight(items[a]!, items[b]!));
  const shares = new Int32Array(items.length);
  const loads = new Loads(count);
  for (const at of order) shares[at] = loads.give(items[at]!.weight);
  return shares;
}

const byWeight = (a: Weighed, b: Weighed): number =>
  b.weight - a.weight || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/** What each shard has so far: a heap whose top has the least, of equals the first. */
class Loads {
  readonly #heap: { readonly shard: number; load: number }[];

  constructor(count: number) {
    this.#heap = Array.from({ length: count }, (_, shard) => ({ shard, load: 0 }));
  }

  /** @returns the shard that gets it */
  give(weight: number): number {
    const top = this.#heap[0]!;
    top.load += weight;
    this.#sink();
    return top.shard;
  }

  #sink(): void {
    const heap = this.#heap;
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (left < heap.length && this.#isBefore(left, least)) least = left;
      if (right < heap.length && this.#isBefore(right, least)) least = right;
      if (least === at) return;
      [heap[at], heap[least]] = [heap[least]!, heap[at]!];
      at = least;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [first, second] = [this.#heap[a]!, this.#heap[b]!];
    return first.load - second.load < 0 || (first.load === second.load && first.shard < second.shard);
  }
}
