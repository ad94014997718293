/** A rule drafted from a value finds values of its form, and does not hold it. */
import assert from "node:assert/strict";
import { draftRule } from "../../server/src/config/draft-rule.ts";
import { readOwnRules } from "../../server/src/config/own-rules.ts";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import { Trial } from "../../server/src/workspace/team/trial.ts";
import { builtinCatalogue } from "../builtin.ts";

const templates = [
  "acme_live_{alnum:32}",
  "ACME-{digit:6}-{upperalnum:24}",
  "nox.{hex:40}",
  "quux_{base64url:43}",
  "it's_none",
  "key:{alnum:20}/{digit:10}",
];

describe("a rule drafted from a selection", () => {
  for (const [at, template] of templates.entries())
    it(`of the form ${template} holds, and holds no value`, async () => {
      for (let seed = 0; seed < 20; seed++) {
        const { text: value } = mint(template, seededRandom(seed * 10 + at));
        const text = draftRule(value, "acme-pay");
        if (text === undefined) {
          assert.ok(template.startsWith("it"), template);
          continue;
        }
        for (const part of value.split(/[-_.:/]/)) assert.ok(part.length < 8 || !text.includes(part), template);
        const { rules, problems } = readOwnRules(text, "rules");
        assert.deepEqual(problems, [], text);
        assert.ok(new RegExp(rules[0]!.source.pattern!).test(`k = "${value}"`), text);
        const trial = new Trial(rules, builtinCatalogue);
        const { passed, count, faults } = await trial.of(rules[0]!);
        assert.deepEqual([passed, faults], [count, []], text);
      }
    });

  it("is none where the value has no beginning, or is none", () => {
    for (const value of ["", "abc", mint("{alnum:40}", seededRandom(1)).text, "acme_", `acme_${"x".repeat(300)}`])
      assert.equal(draftRule(value, "acme"), undefined);
  });
});
