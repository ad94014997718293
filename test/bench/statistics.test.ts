/** Figures that stand for many samples. */
import assert from "node:assert/strict";
import { median, quantile } from "../../scripts/bench/run/statistics.ts";

describe("statistics", () => {
  it("takes the middle of any order", () => {
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(median([4, 1, 3, 2]), 2.5);
  });

  it("finds nothing in nothing", () => assert.ok(Number.isNaN(median([]))));

  it("lies between samples in proportion", () => {
    const hundred = Array.from({ length: 101 }, (_, at) => 100 - at);
    assert.equal(quantile(hundred, 0.95), 95);
    assert.equal(quantile([0, 10], 0.95), 9.5);
    assert.equal(quantile([7], 0.99), 7);
  });

  it("leaves the samples in their order", () => {
    const samples = [3, 1, 2];
    median(samples);
    assert.deepEqual(samples, [3, 1, 2]);
  });
});
