/** Formats without a prefix are found near their issuer's word, and nowhere else. */
import assert from "node:assert/strict";
import { loadLetters, loadNameWords } from "../../../scripts/rule-files.ts";
import { readRuleFile } from "../../../server/src/config/rule-file.ts";
import { createCatalogue } from "../../../server/src/engine/catalogue.ts";
import { scan } from "../../../server/src/engine/index.ts";
import { mint, seededRandom } from "../../../server/src/engine/mint.ts";

const { rules, problems } = readRuleFile(
  `rules:
  - id: token/acme-corp-key
    title: Acme key
    issuer: acme
    risk: Whoever holds it is Acme.
    severity: error
    confidence: high
    near: [acme-corp]
    names: [key]
    pattern: '[a-z0-9]{24}'
    env: ACME_KEY
    sources: []
    examples: []
    nonExamples: []
`,
  () => [],
);
const catalogue = createCatalogue({
  rules: rules.map(({ rule }) => rule),
  names: loadNameWords(),
  letters: loadLetters(),
});
const value = mint("{loweralnum:24}", seededRandom(1)).text;

/** The confidences of the findings on the value. */
const found = (text: string, path = "a.txt"): string[] =>
  scan({ path, text }, catalogue)
    .findings.filter(({ secret }) => secret.reveal() === value)
    .map(({ confidence }) => confidence);

describe("a rule that looks near an issuer's word", () => {
  it("is read", () => assert.deepEqual(problems, []));

  const named: Readonly<Record<string, string>> = {
    snake: `ACME_CORP_KEY=${value}`,
    kebab: `acme-corp-key: ${value}`,
    camel: `const acmeCorpKey = "${value}";`,
    joined: `acmecorpkey = "${value}"`,
    dotted: `acme.corp.key=${value}`,
    prefixed: `MY_ACME_CORP_KEY=${value}`,
    counted: `acme corp key 1 == ${value}`,
    prose: `the acme corp key: ${value}`,
    argued: `put("acme-corp-key", "${value}")`,
    "running on into it": `acmeCorp_PRIVATEKEY-${value}`,
  };
  for (const [spelling, text] of Object.entries(named)) {
    it(`is sure of a value whose name holds the word, ${spelling}`, () => assert.deepEqual(found(text), ["high"]));
  }

  const around: Readonly<Record<string, string>> = {
    "on its line": `acmeCorp.connect({ key: "${value}" })`,
    "on the line after": `# Acme Corp\nkey = "${value}"`,
  };
  for (const [where, text] of Object.entries(around)) {
    it(`is less sure of a value ${where}`, () => assert.deepEqual(found(text), ["medium"]));
  }

  const not: Readonly<Record<string, string>> = {
    "without the word": `key = "${value}"`,
    "without the name": `ACME_CORP_COMMIT=${value}`,
    "two lines after": `# acme corp\n\n\nkey = "${value}"`,
    "where the word is a piece of another": `pacmecorporal key = "${value}"`,
    "where the word is a piece of a random value": `key = "${value}" # ${"x9".repeat(10)}acmecorp${"q7".repeat(10)}`,
    "of another length": `ACME_CORP_KEY=${value}x`,
  };
  for (const [what, text] of Object.entries(not)) {
    it(`finds nothing ${what}`, () =>
      assert.deepEqual(
        scan({ path: "a.txt", text }, catalogue).findings.filter(({ ruleId }) => ruleId === "token/acme-corp-key"),
        [],
      ));
  }
});
