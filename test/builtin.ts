/** The built-in rules, read once for all tests that need them, and texts minted from their examples. */
import { loadHandling } from "../scripts/handling-files.ts";
import { loadLetters, loadNameWords, loadRuleFile, ruleFilePaths } from "../scripts/rule-files.ts";
import type { RuleSource } from "../server/src/config/rule-file.ts";
import { type Catalogue, createCatalogue } from "../server/src/engine/catalogue.ts";
import { type Minted, mint, seededRandom } from "../server/src/engine/mint.ts";
import type { TokenRule } from "../server/src/engine/rule.ts";
import { lifecycleRules } from "../server/src/lifecycle/rules.ts";

export interface BuiltinRule {
  readonly source: RuleSource;
  readonly rule: TokenRule;
}

const allRules: readonly BuiltinRule[] = ruleFilePaths().flatMap((path) => loadRuleFile(path).rules);

/** Those that are found in texts; the examples of rules for whole files are none. */
export const builtinRules: readonly BuiltinRule[] = allRules.filter(({ source }) => !source.files);

export const builtinCatalogue: Catalogue = createCatalogue({
  rules: allRules.map(({ rule }) => rule),
  names: loadNameWords(),
  letters: loadLetters(),
  handling: loadHandling(),
  told: [...lifecycleRules.values()],
});

/** A rule's examples, minted, with what is expected to be found in each. */
export const examplesOf = ({ source }: BuiltinRule, seed: number): Minted[] =>
  source.examples.map((template, at) => mint(template, seededRandom(seed + at), source.checksum));

/** A rule's near misses, minted. */
export const nearMissesOf = ({ source }: BuiltinRule, seed: number): string[] =>
  source.nonExamples.map((template, at) => mint(template, seededRandom(seed + at)).text);
