/** Puts results that come in any order back into the order of their places, and tells how much is under way. */

export class ReorderBuffer<T> {
  readonly #weights = new Map<number, number>();
  readonly #results = new Map<number, T>();
  #next = 0;
  #end = 0;

  /** The weight of all places that were given out and not yet taken. */
  weight = 0;

  /** Whether every place that was given out was taken. */
  get isEmpty(): boolean {
    return this.#next === this.#end;
  }

  /** Gives out the next place. */
  reserve(weight: number): number {
    this.weight += weight;
    this.#weights.set(this.#end, weight);
    return this.#end++;
  }

  put(place: number, result: T): void {
    this.#results.set(place, result);
  }

  /** Takes the results whose turn has come. */
  *take(): Generator<T> {
    for (;;) {
      const result = this.#results.get(this.#next);
      if (result === undefined) return;
      this.weight -= this.#weights.get(this.#next)!;
      this.#weights.delete(this.#next);
      this.#results.delete(this.#next);
      this.#next++;
      yield result;
    }
  }
}
