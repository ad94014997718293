/** Figures in words. */
import assert from "node:assert/strict";
import { type Figure, holds } from "../../scripts/bench/figure.ts";
import { aligned, rowOf } from "../../scripts/bench/report/words.ts";

const figure = (measured: number, more: Partial<Figure> = {}): Figure => ({
  kind: "figure",
  part: "scan",
  name: "against rg",
  measured,
  unit: "times",
  ...more,
});

describe("a figure", () => {
  it("holds at its limit and falls short beyond", () => {
    assert.deepEqual(
      [0.5, 0.49].map((measured) => holds(figure(measured, { asked: { least: 0.5 } }))),
      [true, false],
    );
    assert.deepEqual(
      [2, 2.01].map((measured) => holds(figure(measured, { asked: { most: 2 } }))),
      [true, false],
    );
    assert.equal(holds(figure(1)), undefined);
  });

  it("is told with what was asked", () => {
    assert.deepEqual(rowOf(figure(0.61234, { asked: { least: 0.5 }, note: "warm" })), [
      "against rg (warm)",
      "0.612 ×",
      "at least 0.5 ×",
      "holds",
    ]);
    assert.deepEqual(rowOf(figure(1234.5, { unit: "ms", asked: { most: 16 } })).slice(1), [
      "1235 ms",
      "at most 16 ms",
      "falls short",
    ]);
    assert.deepEqual(rowOf(figure(0, { unit: "yes or no", asked: { least: 1 } })).slice(1), [
      "no",
      "yes",
      "falls short",
    ]);
  });

  it("that is missing says why", () => {
    const row = rowOf({ kind: "missing", part: "cold", name: "cold scan", why: "not as this user" });
    assert.deepEqual(row, ["cold scan", "-", "", "not measured: not as this user"]);
  });

  it("stands in columns", () => {
    assert.equal(
      aligned([
        ["a", "b"],
        ["long", "c"],
      ]),
      "a     b\nlong  c",
    );
  });
});
