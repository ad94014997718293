/** The catalogue looks for every literal that a rule can be found by. */
import assert from "node:assert/strict";
import { loadNameWords } from "../../scripts/rule-files.ts";
import { nameClasses } from "../../server/src/engine/rule.ts";
import { builtinCatalogue } from "../builtin.ts";
import { forSeeds, pick, upTo } from "../texts.ts";

/** Whether the automaton stops in the text for a call of this kind. */
function stopsIn(text: string, kind: "anchor" | "near" | "name"): boolean {
  let stops = false;
  builtinCatalogue.automaton.search(text, (literal) => {
    stops ||= builtinCatalogue.callsOf(literal).some((call) => call.kind === kind);
  });
  return stops;
}

describe("createCatalogue", () => {
  it("gives rules by id and by former id", () => {
    for (const rule of builtinCatalogue.rules) {
      for (const id of [rule.id, ...rule.aliases]) assert.equal(builtinCatalogue.rule(id), rule);
    }
    assert.equal(builtinCatalogue.rule("token/no-such-rule"), undefined);
  });

  it("has a generic rule for each class of names", () => {
    for (const nameClass of nameClasses) assert.ok(builtinCatalogue.generic.get(nameClass), nameClass);
  });

  it("stops at every name that is sensitive, however it is written", () => {
    const words = loadNameWords();
    const sensitive = nameClasses.flatMap((nameClass) => [
      ...words.inside[nameClass],
      ...words.whole[nameClass],
      ...words.ending[nameClass],
    ]);
    let checked = 0;
    forSeeds(2000, (random) => {
      const segments = Array.from({ length: 1 + upTo(3, random) }, () =>
        pick([...sensitive, "db", "my", "api", "user", "auth", "client", "x"], random),
      );
      const camel = segments.map((segment, at) => (at > 0 ? segment[0]!.toUpperCase() + segment.slice(1) : segment));
      const name = pick(
        [segments.join("_"), segments.join("-"), camel.join(""), segments.join("_").toUpperCase()],
        random,
      );
      if (!builtinCatalogue.classifyName(name)) return;
      checked++;
      assert.ok(stopsIn(name, "name"), name);
    });
    assert.ok(checked > 500, `only ${checked} names were sensitive`);
  });

  it("stops at an issuer's word in each of its spellings", () => {
    for (const { trigger } of builtinCatalogue.rules) {
      if (trigger.kind !== "near") continue;
      // `*` stands for the words of all other rules.
      for (const word of trigger.words.filter((word) => word !== "*")) {
        for (const joint of ["-", "_", "", ".", " "]) assert.ok(stopsIn(word.replaceAll("-", joint), "near"), word);
        assert.ok(stopsIn(word.replaceAll("-", "_").toUpperCase(), "near"), word);
      }
    }
  });
});
