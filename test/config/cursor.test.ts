/** Where in a config one is writing: by lines and indentation, also where the file is not whole yet. */
import assert from "node:assert/strict";
import { cursorAt, keyAt } from "../../server/src/config/cursor.ts";
import { holdsRuleIds, keysAt, meaningOf, valuesAt } from "../../server/src/config/schema-nodes.ts";
import { forSeeds, joinedPieces } from "../texts.ts";

/** `|` is the cursor. */
function at(marked: string): [path: string, kind: string, word: string] {
  const { path, isValue, word } = cursorAt(marked.replace("|", ""), marked.indexOf("|"));
  return [path.join(" "), isValue ? "value" : "key", word];
}

describe("the place where one writes", () => {
  const places: Readonly<Record<string, [string, string, string]>> = {
    "|": ["", "key", ""],
    "ru|": ["", "key", "ru"],
    "rules:\n  |": ["rules", "key", ""],
    "rules:\n  token/|": ["rules", "key", "token/"],
    'rules:\n  "token/gi|': ["rules", "key", "token/gi"],
    "rules:\n  token/a: of|": ["rules token/a", "value", "of"],
    "rules:\n  token/a:\n    severity: |": ["rules token/a severity", "value", ""],
    "rules:\n  token/a: off\n# remark\n\n  |": ["rules", "key", ""],
    "policy:\n  maxAgeDays: 5\nrules:\n  x|": ["rules", "key", "x"],
    "extends:\n  - st|": ["extends []", "key", "st"],
    "extends:\n- st|": ["extends []", "key", "st"],
    "extends: [strict, re|": ["extends []", "value", "re"],
    "extends: re|": ["extends", "value", "re"],
    "rules: { token/a: o|": ["rules token/a", "value", "o"],
    "rules: { to|": ["rules", "key", "to"],
    "overrides:\n  - files: a\n    rules:\n      |": ["overrides [] rules", "key", ""],
    "overrides:\n  - rules:\n      token/a: |": ["overrides [] rules token/a", "value", ""],
    "rules:\n  - id: token/a\n    sev|": ["rules []", "key", "sev"],
    "rules:\r\n  token/a: of|": ["rules token/a", "value", "of"],
  };
  for (const [marked, expected] of Object.entries(places))
    it(`is known in ${JSON.stringify(marked)}`, () => assert.deepEqual(at(marked), expected));

  it("is a key's where the pointer is on it", () => {
    const text = "rules:\n  token/a: off\npolicy: { provider: x }\n";
    assert.deepEqual(keyAt(text, text.indexOf("en/a"))?.path, ["rules", "token/a"]);
    assert.deepEqual(keyAt(text, text.indexOf("policy"))?.path, ["policy"]);
    assert.equal(keyAt(text, text.indexOf("off") + 1), undefined);
  });

  it("is told of any text", () => {
    const pieces = ["rules:", "\n", "  ", "- ", "token/a", ": ", "[", "{", ",", "'", '"', "#", "\r", "*", "\u2028"];
    forSeeds(500, (random) => {
      const text = joinedPieces(pieces, 14, random);
      for (let offset = 0; offset <= text.length; offset++) {
        const { path } = cursorAt(text, offset);
        keysAt(path);
        valuesAt(path);
        keyAt(text, offset);
      }
    });
  });
});

describe("the schema of configs", () => {
  const textsOf = (choices: readonly { readonly text: string }[]) => choices.map(({ text }) => text);

  it("says what may stand where", () => {
    assert.deepEqual(textsOf(keysAt([])).slice(0, 3), ["requires", "extends", "rules"]);
    assert.deepEqual(textsOf(valuesAt(["rules", "token/a"])), ["error", "warning", "info", "off", "on"]);
    assert.deepEqual(textsOf(keysAt(["rules", "token/a"])), ["severity", "confidence"]);
    assert.ok(textsOf(valuesAt(["extends", "[]"])).includes("pci-dss"));
    assert.ok(textsOf(keysAt(["rules", "[]"])).includes("keywords"));
    assert.ok(textsOf(valuesAt(["ownRules", "[]", "severity"])).includes("warning"));
    assert.deepEqual(keysAt(["constructor", "x"]), []);
    assert.ok(holdsRuleIds(["rules"]) && holdsRuleIds(["overrides", "[]", "rules"]) && !holdsRuleIds(["ownRules"]));
  });

  it("says what every key of a config means", () => {
    for (const { text, description } of keysAt([])) assert.ok(description, text);
    assert.match(meaningOf(["policy", "maxAgeDays"])!, /overdue/);
    assert.equal(meaningOf(["no-such"]), undefined);
  });
});
