/** A few of the built-in rules, and values that they find, for the tests of the language server. */
import { loadReferences } from "../../scripts/reference-file.ts";
import { loadLetters, loadNameWords, loadRuleFile } from "../../scripts/rule-files.ts";
import { createCatalogue } from "../../server/src/engine/catalogue.ts";
import { compileReferences } from "../../server/src/engine/fix/index.ts";
import { mint, type Random, seededRandom } from "../../server/src/engine/mint.ts";
import { referenceRules } from "../../server/src/engine/variables/rules.ts";
import { lifecycleRules } from "../../server/src/lifecycle/rules.ts";

export class Mint {
  /** Everything that was minted. */
  readonly values: string[] = [];
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  /** A GitHub personal access token (classic). */
  github(): string {
    return this.#make("[[ghp_{alnum:36}]]", "github-crc32");
  }

  slack(): string {
    return this.#make("[[xoxb-{digit:12}-{digit:13}-{alnum:24}]]");
  }

  /** One whose checksum does not hold: it is found with medium confidence. */
  doubtful(): string {
    return this.#make("[[ghp_{alnum:36}]]");
  }

  /** What nobody issued: it is known by the name that it is given to, and may be guessed. */
  password(): string {
    return this.#make("[[{alnum:14}]]");
  }

  #make(template: string, checksum?: string): string {
    const { text } = mint(template, this.#random, checksum);
    this.values.push(text);
    return text;
  }
}

const files = ["github", "slack", "jwt", "generic"].map((name) => loadRuleFile(`rules/tokens/${name}.yml`));

/** Loading all the rules takes longer than most tests do. */
export const catalogue = createCatalogue({
  rules: files.flatMap(({ rules }) => rules.map(({ rule }) => rule)),
  names: loadNameWords(),
  letters: loadLetters(),
  told: [...lifecycleRules.values(), ...referenceRules.values()],
});

export const references = compileReferences(loadReferences());
