/** The order in which work is handed out. */
import assert from "node:assert/strict";
import { seededRandom } from "../../../server/src/engine/mint.ts";
import { WorkQueue } from "../../../server/src/workspace/pool/queue.ts";
import { taskOf } from "./tasks.ts";

const MB = 1e6;

/** Sizes of all batches that are taken until nothing is left. */
function takeAll(queue: WorkQueue, threads: number): number[][] {
  const batches: number[][] = [];
  while (!queue.isEmpty) batches.push(queue.take(threads).map(({ file }) => file.size));
  return batches;
}

function queueOf(sizes: readonly number[]): WorkQueue {
  const queue = new WorkQueue();
  for (const [number, size] of sizes.entries()) queue.add(taskOf(number, size));
  return queue;
}

describe("the queue of a scan", () => {
  it("hands large files out first, the largest in front, each alone", () => {
    const batches = takeAll(queueOf([10, 3 * MB, 20, 9 * MB, 2 * MB, 30]), 2);
    assert.deepEqual(batches, [[9 * MB], [3 * MB], [2 * MB], [10, 20, 30]]);
  });

  it("puts small files together in their order, in smaller batches towards the end", () => {
    const batches = takeAll(queueOf(Array.from({ length: 5000 }, (_, at) => at % 100)), 2);
    assert.deepEqual(
      batches.flat(),
      Array.from({ length: 5000 }, (_, at) => at % 100),
    );
    const lengths = batches.map(({ length }) => length);
    assert.ok(lengths[0]! > 200 && lengths.at(-2)! < 20, lengths.join());
  });

  it("loses nothing and gives nothing twice, whatever comes when", () => {
    const random = seededRandom(7);
    const queue = new WorkQueue();
    const taken: number[] = [];
    for (let number = 0; number < 2000; number++) {
      queue.add(taskOf(number, Math.floor(random() ** 8 * 5 * MB)));
      if (random() < 0.02) taken.push(...queue.take(3).map((task) => task.number));
    }
    while (!queue.isEmpty) taken.push(...queue.take(3).map((task) => task.number));
    assert.deepEqual(
      taken.sort((a, b) => a - b),
      Array.from({ length: 2000 }, (_, at) => at),
    );
  });

  it("gives nothing where there is nothing", () => assert.deepEqual(new WorkQueue().take(2), []));
});
