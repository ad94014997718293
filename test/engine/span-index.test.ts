/** The index gives what looking at every span gives. */
import assert from "node:assert/strict";
import { overlaps } from "../../server/src/engine/document.ts";
import type { Random } from "../../server/src/engine/mint.ts";
import { SpanIndex } from "../../server/src/engine/span-index.ts";
import { forSeeds, upTo } from "../texts.ts";

function randomSpan(random: Random): { start: number; end: number } {
  const start = upTo(50, random);
  return { start, end: start + upTo(12, random) };
}

describe("SpanIndex", () => {
  it("gives the spans that share a code unit with another, in the order of their beginning", () =>
    forSeeds(500, (random) => {
      const items = Array.from({ length: upTo(20, random) }, () => ({ span: randomSpan(random) }));
      const asked = randomSpan(random);
      const expected = items
        .toSorted((a, b) => a.span.start - b.span.start)
        .filter(({ span }) => overlaps(span, asked));
      assert.deepEqual(new SpanIndex(items).over(asked), expected);
    }));
});
