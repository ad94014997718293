/** Every built-in rule is sound, and finds its examples and not its near misses. */
import assert from "node:assert/strict";
import { loadLetters, loadNameWords, loadRuleFile, ruleFilePaths } from "../scripts/rule-files.ts";
import { createCatalogue } from "../server/src/engine/catalogue.ts";
import { faultsOf } from "./rule-examples.ts";

const files = ruleFilePaths().map((path) => ({ path, ...loadRuleFile(path) }));
const catalogue = createCatalogue({
  rules: files.flatMap(({ rules }) => rules.map(({ rule }) => rule)),
  names: loadNameWords(),
  letters: loadLetters(),
});
/** Several seeds, so that a rule does not pass by the luck of one minted value. */
const SEEDS = [1, 1001, 2001];

describe("rules", () => {
  it("have ids of their own", () => {
    const ids = catalogue.rules.flatMap(({ id, aliases }) => [id, ...aliases]);
    assert.deepEqual(
      ids.filter((id, at) => ids.indexOf(id) !== at),
      [],
    );
  });

  for (const { path, problems, rules } of files) {
    describe(path, () => {
      it("is well-formed", () => assert.deepEqual(problems, []));
      it("names its issuer as the file does", () => {
        const issuer = path.replace(/^.*\/|\.yml$/g, "");
        assert.deepEqual(
          rules.filter(({ rule }) => rule.issuer !== issuer).map(({ rule }) => rule.id),
          [],
        );
      });
      for (const { source } of rules) {
        it(`${source.id} finds its examples and no near miss`, () =>
          assert.deepEqual(
            SEEDS.flatMap((seed) => faultsOf(source, catalogue, seed)),
            [],
          ));
      }
    });
  }
});
