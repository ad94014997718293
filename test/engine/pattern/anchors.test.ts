/** Every match of a pattern holds one of its anchors, as far from its start as the anchor says. */
import assert from "node:assert/strict";
import { seededRandom } from "../../../server/src/engine/mint.ts";
import { compilePattern } from "../../../server/src/engine/pattern/compile.ts";
import { parsePattern } from "../../../server/src/engine/pattern/parse.ts";
import type { CompiledPattern } from "../../../server/src/engine/rule.ts";
import { builtinRules, examplesOf } from "../../builtin.ts";
import { forSeeds } from "../../texts.ts";
import { randomPattern } from "./random-pattern.ts";
import { sample } from "./sample.ts";

function holdsAnchor({ anchors }: CompiledPattern, match: string): boolean {
  const folded = match.toLowerCase();
  return anchors.some(({ literal, minBefore, maxBefore }) => {
    for (let at = folded.indexOf(literal, minBefore); at >= 0; at = folded.indexOf(literal, at + 1)) {
      if (maxBefore === null || at <= maxBefore) return true;
    }
    return false;
  });
}

const matchesOf = (pattern: CompiledPattern, text: string): string[] =>
  Array.from(text.matchAll(new RegExp(pattern.source, "g")), ([match]) => match);

describe("anchors", () => {
  /** Enough to come upon the rare option of a pattern that its author forgot a keyword for. */
  const SAMPLES = 30;

  it("stand in every match of every built-in pattern: in its examples and in texts of its own tree", () => {
    const random = seededRandom(1);
    const faults = builtinRules.flatMap((builtin) => {
      const { rule, source } = builtin;
      if (rule.trigger.kind !== "anchor") return [];
      const { tree } = parsePattern(source.pattern!);
      const texts = [
        ...examplesOf(builtin, 1).map(({ text }) => text),
        ...Array.from({ length: SAMPLES }, () => sample(tree, random)),
      ];
      const without = texts.flatMap((text) => matchesOf(rule.pattern, text)).find((m) => !holdsAnchor(rule.pattern, m));
      return without === undefined ? [] : [`${rule.id}: ${JSON.stringify(without)}`];
    });
    assert.deepEqual(faults, []);
  });

  it("are in lower case, long enough to be rare, and there for every rule that is found by one", () => {
    for (const { rule } of builtinRules) {
      if (rule.trigger.kind !== "anchor") continue;
      assert.ok(rule.pattern.anchors.length > 0, rule.id);
      for (const { literal } of rule.pattern.anchors) {
        assert.equal(literal, literal.toLowerCase());
        assert.ok(literal.length >= 3, `${rule.id}: ${literal}`);
      }
    }
  });

  it("stand in every match of random patterns that have any", () => {
    let checked = 0;
    forSeeds(3000, (random) => {
      const head = ["abc", "1_-", "(?i)bab", "(?:aba|b1b)"][Math.floor(random() * 4)]!;
      const pattern = random() < 0.5 ? head + randomPattern(random) : randomPattern(random) + head;
      const compiled = compilePattern(pattern);
      if (compiled.anchors.length === 0) return;
      for (const match of matchesOf(compiled, sample(parsePattern(pattern).tree, random))) {
        checked++;
        assert.ok(holdsAnchor(compiled, match), `${pattern} in ${JSON.stringify(match)}`);
      }
    });
    assert.ok(checked > 500, `only ${checked} matches were seen`);
  });

  it("are found with their distance", () => {
    const distancesIn = (pattern: string) => compilePattern(pattern).anchors.map(({ around: _, ...anchor }) => anchor);
    assert.deepEqual(distancesIn("\\bghp_[a-z]{4}"), [{ literal: "ghp_", minBefore: 0, maxBefore: 0 }]);
    assert.deepEqual(distancesIn("[a-z]{2,5}-tail"), [{ literal: "-tail", minBefore: 2, maxBefore: 5 }]);
    assert.deepEqual(compilePattern("[a-z]{4}").anchors, []);
  });
});
