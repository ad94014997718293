/** Runs tasks later, each under a key: once it has been quiet, or at a pace. */
export class Debouncer {
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Since when a key is not quiet, in milliseconds. */
  readonly #since = new Map<string, number>();

  /**
   * Runs the task when the key has been quiet for so long; replaces what was scheduled under it.
   * @param atMost where it is never quiet, the task runs after so long all the same
   */
  schedule(key: string, milliseconds: number, task: () => void, atMost = Number.POSITIVE_INFINITY): void {
    const now = performance.now();
    const since = this.#since.get(key) ?? now;
    this.cancel(key);
    this.#since.set(key, since);
    this.pace(key, Math.max(0, Math.min(milliseconds, since + atMost - now)), task);
  }

  /** Runs the task so much later, unless one is scheduled under the key already: that one will do. */
  pace(key: string, milliseconds: number, task: () => void): void {
    if (this.#timers.has(key)) return;
    const run = (): void => {
      this.#timers.delete(key);
      this.#since.delete(key);
      task();
    };
    this.#timers.set(key, setTimeout(run, milliseconds));
  }

  cancel(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#since.delete(key);
  }

  cancelAll(): void {
    for (const key of [...this.#timers.keys()]) this.cancel(key);
  }
}
