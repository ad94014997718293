/** Looking only around anchors finds what looking everywhere finds. */
import assert from "node:assert/strict";
import { createCatalogue } from "../../../server/src/engine/catalogue.ts";
import { detect } from "../../../server/src/engine/detect/index.ts";
import { type Random, seededRandom } from "../../../server/src/engine/mint.ts";
import { parsePattern } from "../../../server/src/engine/pattern/parse.ts";
import type { TokenRule } from "../../../server/src/engine/rule.ts";
import { unitsOf } from "../../../server/src/engine/units.ts";
import { type BuiltinRule, builtinRules, examplesOf, nearMissesOf } from "../../builtin.ts";
import { mutated, pick } from "../../texts.ts";
import { sample } from "../pattern/sample.ts";

const none = { password: [], token: [], key: [] };
const names = { inside: none, whole: none, ending: none, about: [], open: [] };

/** The spans of the values that one rule suspects, as `start-end`. */
function detected(rule: TokenRule, text: string): Set<string> {
  const catalogue = createCatalogue({ rules: [rule], names, letters: "" });
  return new Set(
    detect({ path: "a.txt", text }, unitsOf(text), catalogue).map(({ span }) => `${span.start}-${span.end}`),
  );
}

/** The same by running the pattern over the whole text. */
function matched({ pattern }: TokenRule, text: string): { start: number; end: number; judged: [number, number] }[] {
  return Array.from(text.matchAll(new RegExp(pattern.source, "dg")), ({ indices }) => {
    const [start, end] = indices![pattern.group] ?? indices![0]!;
    return { start, end, judged: indices![pattern.judged ?? pattern.group] ?? [start, end] };
  });
}

function textsOf(builtin: BuiltinRule, random: Random): string[] {
  const { tree } = parsePattern(builtin.source.pattern!);
  const single = [
    ...examplesOf(builtin, 1).map(({ text }) => text),
    ...nearMissesOf(builtin, 1),
    sample(tree, random),
    sample(tree, random),
  ];
  const joined = [single.join("\n"), single.join(pick([" ", ", ", '"'], random))];
  return [...single, ...joined, ...single.map((text) => mutated(text, random))];
}

describe("detect", () => {
  it("finds every match of every built-in pattern that has an anchor", () => {
    const random = seededRandom(1);
    const missed = builtinRules.flatMap((builtin) => {
      if (builtin.rule.trigger.kind !== "anchor") return [];
      for (const text of textsOf(builtin, random)) {
        const found = detected(builtin.rule, text);
        const lost = matched(builtin.rule, text).filter(
          ({ start, end, judged }) => !found.has(`${start}-${end}`) && !found.has(judged.join("-")),
        );
        if (lost.length > 0) return [`${builtin.rule.id}: ${lost.length} of ${JSON.stringify(text)}`];
      }
      return [];
    });
    assert.deepEqual(missed, []);
  });

  it("suspects nothing that a pattern does not match, wherever the anchor stands", () => {
    const random = seededRandom(2);
    for (const builtin of builtinRules) {
      const { rule } = builtin;
      if (rule.trigger.kind !== "anchor") continue;
      const whole = new RegExp(rule.pattern.source);
      for (const text of nearMissesOf(builtin, 1).map((miss) => mutated(miss, random))) {
        if (detected(rule, text).size > 0) assert.match(text, whole, rule.id);
      }
    }
  });
});
