/** Runs tasks later, each under a key: once it has been quiet, or at a pace. */
export class Debouncer {
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  /** Runs the task when the key has been quiet for so long; replaces what was scheduled under it. */
  schedule(key: string, milliseconds: number, task: () => void): void {
    this.cancel(key);
    this.pace(key, milliseconds, task);
  }

  /** Runs the task so much later, unless one is scheduled under the key already: that one will do. */
  pace(key: string, milliseconds: number, task: () => void): void {
    if (this.#timers.has(key)) return;
    const run = (): void => {
      this.#timers.delete(key);
      task();
    };
    this.#timers.set(key, setTimeout(run, milliseconds));
  }

  cancel(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }

  cancelAll(): void {
    for (const key of [...this.#timers.keys()]) this.cancel(key);
  }
}
