/** Offsets, lines and characters agree with a slow and obvious count. */
import assert from "node:assert/strict";
import { LineIndex, overlaps } from "../../server/src/engine/document.ts";
import { forSeeds, joinedPieces, upTo } from "../texts.ts";

const PIECES = ["a", "word ", "\t", "é", "😀", "\u2028", "\ud83d", "\r\n", "\r", "\n", "\r\r\n", "\n\n"];

/** The position of every offset, by walking from the beginning. */
function positionsOf(text: string): { line: number; character: number }[] {
  const positions = [{ line: 0, character: 0 }];
  for (let at = 0; at < text.length; at++) {
    const { line, character } = positions[at]!;
    const ends = text[at] === "\n" || (text[at] === "\r" && text[at + 1] !== "\n");
    positions.push(ends ? { line: line + 1, character: 0 } : { line, character: character + 1 });
  }
  return positions;
}

describe("LineIndex", () => {
  it("agrees with a slow count at every offset of random texts", () =>
    forSeeds(200, (random) => {
      const text = joinedPieces(PIECES, upTo(40, random), random);
      const lines = new LineIndex(text);
      const expected = positionsOf(text);
      assert.deepEqual(
        expected.map((_, offset) => lines.positionAt(offset)),
        expected,
      );
      assert.equal(lines.lineCount, expected.at(-1)!.line + 1);
    }));

  it("cuts a text into lines that make it up again, breaks included", () =>
    forSeeds(200, (random) => {
      const text = joinedPieces(PIECES, upTo(40, random), random);
      const lines = new LineIndex(text);
      const spans = Array.from({ length: lines.lineCount }, (_, line) => lines.lineSpan(line));
      assert.equal(spans.map(({ start, end }) => text.slice(start, end)).join(""), text);
      for (const { start, end } of spans) {
        assert.match(text.slice(start, end), /^[^\r\n]*(?:\r\n|\r|\n)?$/);
      }
    }));

  it("gives a line that does not exist an empty span at the end", () => {
    assert.deepEqual(new LineIndex("one\ntwo").lineSpan(2), { start: 7, end: 7 });
  });

  it("counts characters in UTF-16 code units", () => {
    assert.deepEqual(new LineIndex("😀x").rangeOf({ start: 2, end: 3 }), {
      start: { line: 0, character: 2 },
      end: { line: 0, character: 3 },
    });
  });

  it("has one line where the text is empty", () => {
    const lines = new LineIndex("");
    assert.equal(lines.lineCount, 1);
    assert.deepEqual(lines.positionAt(0), { line: 0, character: 0 });
  });
});

describe("overlaps", () => {
  const cases: [number, number, number, number, boolean][] = [
    [0, 3, 2, 5, true],
    [0, 3, 3, 5, false],
    [0, 9, 2, 5, true],
    [2, 5, 0, 9, true],
    [4, 6, 0, 4, false],
    [1, 2, 1, 2, true],
  ];
  for (const [start, end, otherStart, otherEnd, expected] of cases) {
    it(`of ${start}-${end} and ${otherStart}-${otherEnd} is ${expected}`, () =>
      assert.equal(overlaps({ start, end }, { start: otherStart, end: otherEnd }), expected));
  }
});
