/** What is said to stand round an anchor does stand round it in every match: no match is lost for it. */
import assert from "node:assert/strict";
import { type Random, seededRandom } from "../../../server/src/engine/mint.ts";
import { compilePattern } from "../../../server/src/engine/pattern/compile.ts";
import { parsePattern } from "../../../server/src/engine/pattern/parse.ts";
import type { CompiledPattern } from "../../../server/src/engine/rule.ts";
import { gateOf, isOpen, unitTable } from "../../../server/src/engine/unit-sets.ts";
import { unitsOf } from "../../../server/src/engine/units.ts";
import { builtinRules, examplesOf } from "../../builtin.ts";
import { forSeeds, pick } from "../../texts.ts";
import { randomPattern } from "./random-pattern.ts";
import { sample } from "./sample.ts";

/**
 * Tries the pattern wherever one of its anchors allows it: at one of them the gate must be open.
 * @returns how many matches were seen
 */
function check({ source, anchors }: CompiledPattern, text: string): number {
  const regex = new RegExp(source, "y");
  const [folded, units] = [text.toLowerCase(), unitsOf(text)];
  const openAt = new Map<number, boolean>();
  for (const { literal, minBefore, maxBefore, around } of anchors) {
    if (maxBefore === null || folded.length !== text.length) continue;
    const gate = gateOf(around, unitTable);
    for (let at = folded.indexOf(literal); at >= 0; at = folded.indexOf(literal, at + 1)) {
      for (let start = Math.max(0, at - maxBefore); start <= at - minBefore; start++) {
        regex.lastIndex = start;
        const match = regex.exec(text);
        if (match && start + match[0].length > at) openAt.set(start, openAt.get(start) || isOpen(gate, units, at));
      }
    }
  }
  for (const isFound of openAt.values()) assert.ok(isFound, `${source} in ${JSON.stringify(text)}`);
  return openAt.size;
}

const around = (match: string, random: Random): string =>
  pick(["", " ", "\n", '"', "a", "é", "=", "-"], random) +
  match +
  pick(["", " ", "\n", '"', "b", "1", "_", "é"], random);

describe("surroundings", () => {
  it("hold in the examples of all rules and in texts of their own trees", () => {
    const random = seededRandom(1);
    let matches = 0;
    for (const builtin of builtinRules) {
      const { rule, source } = builtin;
      if (rule.trigger.kind !== "anchor") continue;
      const { tree } = parsePattern(source.pattern!);
      for (const { text } of examplesOf(builtin, 1)) matches += check(rule.pattern, text);
      for (let at = 0; at < 10; at++) matches += check(rule.pattern, around(sample(tree, random), random));
    }
    assert.ok(matches > 3000, `only ${matches} matches were seen`);
  });

  it("hold in random patterns", () => {
    let matches = 0;
    forSeeds(3000, (random) => {
      const head = pick(["abc", "\\babc", "(?i)bab", "(?:aba|b1b)", "abc\\b", "\\Babc"], random);
      const pattern = random() < 0.5 ? head + randomPattern(random) : randomPattern(random) + head;
      matches += check(compilePattern(pattern), around(sample(parsePattern(pattern).tree, random), random));
    });
    assert.ok(matches > 500, `only ${matches} matches were seen`);
  });

  it("tell of the anchor's case, of the units behind it and of the word's edge before it", () => {
    const [anchor] = compilePattern("\\bEAA[A-Z]{4}").anchors;
    const gate = gateOf(anchor!.around, unitTable);
    const isOpenIn = (text: string): boolean => isOpen(gate, unitsOf(text), text.toLowerCase().indexOf("eaa"));
    for (const text of ["EAAXYZW", " EAAXYZW", "EAAXY"]) assert.ok(isOpenIn(text), text);
    for (const text of ["eaaXYZW", "EAAXyZW", "xEAAXYZW", "EAA XYZW"]) assert.ok(!isOpenIn(text), text);
  });
});
