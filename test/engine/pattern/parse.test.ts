/** The pattern reader takes RE2's language and refuses, with the place, what RE2 refuses. */
import assert from "node:assert/strict";
import { RE2JS } from "re2js";
import { parsePattern } from "../../../server/src/engine/pattern/parse.ts";
import { PatternError } from "../../../server/src/engine/pattern/syntax.ts";
import { forSeeds, joinedPieces, upTo } from "../../texts.ts";

/** @returns the offset where reading stopped */
function refused(pattern: string): number {
  try {
    parsePattern(pattern);
  } catch (error) {
    assert.ok(error instanceof PatternError, `${error}`);
    return error.offset;
  }
  return assert.fail(`${pattern} was not refused`);
}

const accepted = (parse: () => unknown): boolean => {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
};

describe("parsePattern", () => {
  const faults: Readonly<Record<string, number>> = {
    "ab(?=c)": 4,
    "ab(?!c)": 4,
    "(?<=a)b": 2,
    "(?>a)": 2,
    "(a)\\1": 5,
    "a\\8": 3,
    "a\\Z": 3,
    "*a": 0,
    "a|+": 2,
    "a**": 3,
    "a{2}{3}": 7,
    "{2}": 0,
    "(?i){2}": 4,
    "(a{40}){40}": 11,
    "(?P<n>a)(?P<n>b)": 14,
    "[[:foo:]]": 1,
    "a{1001}": 1,
    "a{3,2}": 1,
    "\\b*": 3,
    "(a": 2,
    "a)": 1,
    "[a": 2,
    "[z-a]": 4,
    "a\\": 2,
    "\\xZZ": 2,
  };
  for (const [pattern, offset] of Object.entries(faults)) {
    it(`refuses ${pattern} at ${offset}`, () => assert.equal(refused(pattern), offset));
  }

  it("refuses whatever the reference refuses, with an offset inside the pattern", () => {
    const pieces = [
      "a",
      "b",
      "(",
      ")",
      "[",
      "]",
      "|",
      "*",
      "+",
      "?",
      "{2}",
      "{1,3}",
      "{",
      "-",
      "^",
      "$",
      "\\b",
      "\\d",
      "\\",
      "(?:",
      "(?i)",
      "(?P<x>",
      ".",
      "\\x41",
      "[^",
    ];
    forSeeds(5000, (random) => {
      const pattern = joinedPieces(pieces, 1 + upTo(9, random), random);
      if (accepted(() => RE2JS.compile(pattern))) return;
      const offset = refused(pattern);
      assert.ok(offset >= 0 && offset <= pattern.length, pattern);
    });
  });

  it("counts groups and knows their names", () => {
    const { groups, names } = parsePattern("(a)(?:b)(?P<secret>c)(?<other>(d))");
    assert.equal(groups, 4);
    assert.deepEqual(
      [...names],
      [
        ["secret", 2],
        ["other", 3],
      ],
    );
  });
});
