/** No text makes a built-in pattern read a character more often than a bound that follows from the pattern alone. */
import assert from "node:assert/strict";
import { mostRuns } from "../../scripts/growth/growth.ts";
import { faultOf } from "../../scripts/growth/limits.ts";
import { parsePattern } from "../../server/src/engine/pattern/parse.ts";
import { builtinRules } from "../builtin.ts";
import { randomPattern } from "../engine/pattern/random-pattern.ts";
import { pumped, sample } from "../engine/pattern/sample.ts";
import { forSeeds, joinedPieces, mutated, pick, upTo } from "../texts.ts";
import { readsOf } from "./simulator.ts";

const runsOf = (pattern: string): number => mostRuns(parsePattern(pattern).tree);

describe("the most runs of a pattern", () => {
  it("are one where each character decides", () => {
    for (const pattern of ["\\bghp_[A-Za-z0-9]{36}\\b", "a+b+c", "(?:ab|ac)+d", "[a-z]{1,20}-[a-z]{1,20}-x"])
      assert.ok(runsOf(pattern) <= 2, `${pattern}: ${runsOf(pattern)}`);
  });

  it("are as many as a bounded repetition leaves open", () => {
    assert.equal(runsOf("[ab]{0,9}a[ab]{0,9}x") >= 9, true);
    assert.ok(runsOf("[ab]{0,9}a[ab]{0,9}x") < 100);
    assert.ok(runsOf("[ +]{1,4}[a+]{5,}!") < 50);
  });

  it("grow without end where a text can be read in ever more ways", () => {
    for (const pattern of ["(a+)+$", "(a|a)*b", "(a|ab|b)*c", "a*a*b", ".*x.*x.*y", "(a*b?)*c", "([a-z]*?lit)[a-z]*!"])
      assert.equal(runsOf(pattern), Number.POSITIVE_INFINITY, pattern);
    assert.ok(runsOf("(?:\\s|[^x]){1,40}x") > 1e9);
  });

  it("are bounded where the match is there already, and nothing behind it can fail", () => {
    for (const pattern of ["a*a*", "x[ab]{3,}(?:[abc]*-end)?", "(?:a|aa)*"])
      assert.ok(Number.isFinite(runsOf(pattern)), pattern);
    assert.equal(runsOf("x[ab]{3,}(?:[abc]*-end)?\\b"), Number.POSITIVE_INFINITY, "an assertion may fail");
  });

  it("are never fewer than a backtracking engine needs, in random patterns and texts", () => {
    let finite = 0;
    forSeeds(1500, (random) => {
      const pattern = randomPattern(random);
      const { tree } = parsePattern(pattern);
      const most = mostRuns(tree);
      if (!Number.isFinite(most)) return;
      finite++;
      const runs = pumped(tree, random);
      for (let left = 6; left > 0; left--) {
        const unit = runs.length > 0 && random() < 0.5 ? pick(runs, random).repeat(upTo(25, random)) : "";
        const drawn =
          random() < 0.5 ? joinedPieces(["a", "b", "A", "1", "_", "-", "\n"], upTo(20, random), random) : "";
        const text = `${mutated(sample(tree, random), random)}${unit}${drawn}`;
        const reads = readsOf(tree, text, 1e6);
        assert.ok(reads && Math.max(0, ...reads) <= most, `${pattern} on ${JSON.stringify(text)}: ${most}`);
      }
    });
    assert.ok(finite > 500, `${finite} patterns are bounded`);
  });
});

describe("every built-in pattern", () => {
  it("is bounded work at each of its anchors, whatever the text", () => {
    assert.deepEqual(
      builtinRules.flatMap(({ source, rule }) => faultOf(source, rule) ?? []),
      [],
    );
  });
});
