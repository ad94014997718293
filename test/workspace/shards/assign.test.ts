/** Work is shared out alike whoever asks, and no shard has much more than another. */
import assert from "node:assert/strict";
import { seededRandom } from "../../../server/src/engine/mint.ts";
import { assign, type Weighed } from "../../../server/src/workspace/shards/assign.ts";

/** Sizes as files have them: many small ones, a few that are huge. */
function files(count: number, seed: number): Weighed[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, at) => ({
    name: `f${at}`,
    weight: Math.round(4096 + 100 / (random() + 1e-5)),
  }));
}

function loadsOf(items: readonly Weighed[], shares: Int32Array, count: number): number[] {
  const loads = new Array<number>(count).fill(0);
  for (const [at, { weight }] of items.entries()) loads[shares[at]!]! += weight;
  return loads;
}

describe("shares of the work", () => {
  it("do not depend on the order of the files", () => {
    const items = files(500, 1);
    const shares = assign(items, 7);
    const backwards = assign([...items].reverse(), 7);
    assert.deepEqual([...backwards].reverse(), [...shares]);
  });

  it("take each file once, whatever the number of shards", () => {
    for (const count of [1, 2, 3, 16, 999]) {
      const shares = assign(files(300, count), count);
      assert.ok(shares.every((shard) => shard >= 0 && shard < count));
      assert.equal(new Set(shares).size, Math.min(count, 300));
    }
  });

  it("are within the largest file of each other", () => {
    for (let seed = 1; seed <= 50; seed++) {
      const items = files(400, seed);
      const loads = loadsOf(items, assign(items, 8), 8);
      assert.ok(Math.max(...loads) - Math.min(...loads) <= Math.max(...items.map(({ weight }) => weight)));
    }
  });

  it("give the heap's answer, which is that of a plain search for the least", () => {
    const items = files(300, 5);
    const plain = new Int32Array(items.length);
    const loads = new Array<number>(11).fill(0);
    const order = items
      .map((_, at) => at)
      .sort((a, b) => items[b]!.weight - items[a]!.weight || (items[a]!.name < items[b]!.name ? -1 : 1));
    for (const at of order) {
      plain[at] = loads.indexOf(Math.min(...loads));
      loads[plain[at]!]! += items[at]!.weight;
    }
    assert.deepEqual([...assign(items, 11)], [...plain]);
  });
});
