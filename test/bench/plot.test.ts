/** Pictures of series. */
import assert from "node:assert/strict";
import { draw } from "../../scripts/bench/report/plot.ts";

const plot = (points: { x: number; y: number }[]): string =>
  draw({ title: "T & <U>", x: "megabytes", y: "seconds", series: [{ name: "ours", points }] });

const places = (svg: string): [number, number][] =>
  [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);

describe("a plot", () => {
  it("puts proportional growth on a straight line", () => {
    const [a, b, c] = places(
      plot([
        { x: 10, y: 0.1 },
        { x: 100, y: 1 },
        { x: 1000, y: 10 },
      ]),
    ) as [number, number][];
    const slope = (from: [number, number], to: [number, number]): number => (to[1] - from[1]) / (to[0] - from[0]);
    assert.ok(Math.abs(slope(a!, b!) - slope(b!, c!)) < 0.01 && slope(a!, b!) < 0);
  });

  it("keeps every point inside the picture", () => {
    for (const [x, y] of places(
      plot([
        { x: 3, y: 0.02 },
        { x: 99_999, y: 4321 },
      ]),
    ))
      assert.ok(x >= 70 && x <= 680 && y >= 50 && y <= 350, `${x} ${y}`);
  });

  it("is text that holds no markup of its names, even where there is nothing to show", () => {
    assert.match(plot([]), /T &#38; &#60;U&#62;/);
    assert.doesNotMatch(plot([{ x: 0, y: 1 }]), /NaN|Infinity|<circle/);
  });
});
