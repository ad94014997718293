/** The automaton finds what a naive search finds. */
import assert from "node:assert/strict";
import { Automaton } from "../../../server/src/engine/detect/automaton.ts";
import type { Random } from "../../../server/src/engine/mint.ts";
import { forSeeds, joinedPieces, upTo } from "../../texts.ts";

/** Every place where every literal stands, by trying each; ASCII letters without case. */
function naive(literals: readonly string[], text: string): string[] {
  const folded = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return literals.flatMap((literal, index) => {
    const hits: string[] = [];
    for (let at = folded.indexOf(literal); at >= 0; at = folded.indexOf(literal, at + 1)) hits.push(`${index}@${at}`);
    return hits;
  });
}

function searched(literals: readonly string[], text: string): string[] {
  const hits: string[] = [];
  new Automaton(literals).search(text, (literal, start) => hits.push(`${literal}@${start}`));
  return hits;
}

const randomLiterals = (random: Random): string[] => {
  const literals = Array.from({ length: 1 + upTo(12, random) }, () =>
    joinedPieces(["a", "b", "_", "1"], 1 + upTo(5, random), random),
  );
  return [...new Set(literals)];
};

/** With letters in both cases, and characters whose low bits are those of letters in literals. */
const UNITS = ["a", "A", "b", "B", "_", "1", "c", "\u0161", "\u0141", "\u2161", "😀"];

describe("Automaton", () => {
  it("finds what a naive search finds", () =>
    forSeeds(300, (random) => {
      const literals = randomLiterals(random);
      const text = joinedPieces(UNITS, upTo(80, random), random);
      assert.deepEqual(searched(literals, text).sort(), naive(literals, text).sort());
    }));

  it("finds the same in long texts, which it searches in lanes", () =>
    forSeeds(20, (random) => {
      const literals = randomLiterals(random);
      const text = joinedPieces(UNITS, 1000 + upTo(40_000, random), random);
      assert.deepEqual(searched(literals, text).sort(), naive(literals, text).sort());
    }));

  it("tells hits in the order in which they end", () =>
    forSeeds(100, (random) => {
      const literals = randomLiterals(random);
      const ends: number[] = [];
      new Automaton(literals).search(joinedPieces(UNITS, 60 + upTo(5000, random), random), (literal, start) =>
        ends.push(start + literals[literal]!.length),
      );
      assert.deepEqual(
        ends,
        [...ends].sort((a, b) => a - b),
      );
    }));

  it("finds literals inside and across each other", () =>
    assert.deepEqual(searched(["he", "she", "his", "hers", "ushers"], "uSHErs").sort(), ["0@2", "1@1", "3@2", "4@0"]));

  it("finds nothing where it looks for nothing", () => assert.deepEqual(searched([], "anything"), []));
});
