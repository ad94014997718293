/** What git remembers of the workspace's tokens, by folder and fingerprint. */
import type { HistoryFacts } from "../workspace/history/inventory.ts";

type Facts = ReadonlyMap<string, HistoryFacts>;

export class Histories {
  readonly #known = new Map<string, Facts>();
  #reading: AbortController | undefined;

  /**
   * @param folder absolute
   * @returns by fingerprint; undefined until it was read, outside git, and where nobody wants it
   */
  of(folder: string): Facts | undefined {
    return this.#known.get(folder);
  }

  put(folder: string, facts: Facts): void {
    this.#known.set(folder, facts);
  }

  /** Ends what is read now. @returns ends what is read next */
  begin(): AbortSignal {
    this.end();
    this.#reading = new AbortController();
    return this.#reading.signal;
  }

  end(): void {
    this.#reading?.abort();
  }
}
