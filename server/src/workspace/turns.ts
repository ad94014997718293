/** Shares this thread with others: work goes on for a moment, then messages and timers have their turn. */

/** In milliseconds. */
const TURN = 12;

export class Turns {
  #end = performance.now() + TURN;

  get isOver(): boolean {
    return performance.now() >= this.#end;
  }

  /** Lets others have their turn. */
  async next(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.#end = performance.now() + TURN;
  }
}
