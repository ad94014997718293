/** Lets others have their turn. */
import { Turns } from "../workspace/turns.ts";

/** Resolves once what waits already was dealt with: messages, timers, what was read. */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => (typeof setImmediate === "function" ? setImmediate(resolve) : setTimeout(resolve, 0)));

/** Works on one after the other, so that a long list does not hold up what is typed meanwhile. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const turns = new Turns();
  const results: Result[] = [];
  for (const item of items) {
    results.push(await work(item));
    if (turns.isOver) await turns.next();
  }
  return results;
}
