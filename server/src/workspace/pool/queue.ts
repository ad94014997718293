/** The work that waits for a thread: large files first, small ones in batches. */
import type { Batch, Task } from "./messages.ts";
import { weightOf } from "./weight.ts";

/** A batch is at least and at most so heavy, in bytes; a file of the most goes alone. */
const LEAST = 1 << 16;
const MOST = 1 << 20;

const weight = ({ file }: Task): number => weightOf(file);

export class WorkQueue {
  /** The heaviest last. */
  readonly #large: Task[] = [];
  readonly #small: Task[] = [];
  /** What of #small was taken already. */
  #taken = 0;
  #waiting = 0;

  get isEmpty(): boolean {
    return this.#large.length === 0 && this.#taken === this.#small.length;
  }

  add(task: Task): void {
    this.#waiting += weight(task);
    if (weight(task) < MOST) this.#small.push(task);
    else {
      const at = this.#large.findIndex((other) => weight(other) > weight(task));
      this.#large.splice(at < 0 ? this.#large.length : at, 0, task);
    }
  }

  /**
   * The next batch: the less there is, the smaller, so that all threads end together.
   * @param threads how many share the work
   */
  take(threads: number): Batch {
    const large = this.#large.pop();
    if (large) this.#waiting -= weight(large);
    return large ? [large] : this.#takeSmall(Math.min(Math.max(this.#waiting / (4 * threads), LEAST), MOST));
  }

  #takeSmall(most: number): Batch {
    const from = this.#taken;
    let sum = 0;
    while (this.#taken < this.#small.length && sum < most) sum += weight(this.#small[this.#taken++]!);
    const batch = this.#small.slice(from, this.#taken);
    this.#waiting -= sum;
    if (this.#taken * 2 > this.#small.length) {
      this.#small.splice(0, this.#taken);
      this.#taken = 0;
    }
    return batch;
  }
}
