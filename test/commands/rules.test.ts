/** tokenward rules, without a process. */
import assert from "node:assert/strict";
import { listRules, showRule } from "../../server/src/commands/rules.ts";
import type { Rule } from "../../server/src/engine/handling-rule.ts";
import { builtinCatalogue } from "../builtin.ts";
import { terminal } from "./terminal.ts";

describe("tokenward rules", () => {
  const all: readonly Rule[] = [
    ...builtinCatalogue.rules,
    ...builtinCatalogue.handling.rules,
    ...builtinCatalogue.told,
  ];

  function shown(id: string, asJson: boolean): string {
    const place = terminal({});
    assert.equal(showRule(id, builtinCatalogue, asJson, place), 0);
    return place.written().out;
  }

  it("lists each rule on a line", () => {
    const place = terminal({});
    assert.equal(listRules(builtinCatalogue, false, place), 0);
    const lines = place.written().out.trimEnd().split("\n");
    assert.deepEqual(
      lines.map((line) => line.split(" ")[0]),
      all.map(({ id }) => id),
    );
  });

  it("lists rules as JSON, each with its pattern as text", () => {
    const place = terminal({});
    listRules(builtinCatalogue, true, place);
    const rules = JSON.parse(place.written().out);
    assert.equal(rules.length, all.length);
    for (const rule of rules) assert.equal(typeof rule.pattern, rule.kind === "token" ? "string" : "undefined");
  });

  it("explains every rule", () => {
    for (const rule of all) {
      const text = shown(rule.id, false);
      assert.ok(text.startsWith(`${rule.id}\n\nTitle`) && text.includes(rule.risk), rule.id);
      assert.doesNotMatch(text, /undefined|\[object/, rule.id);
      assert.equal(JSON.parse(shown(rule.id, true)).id, rule.id);
    }
  });

  it("knows a rule by its former ids", () => {
    const { id, aliases } = builtinCatalogue.rules.find((rule) => rule.aliases.length > 0)!;
    assert.ok(shown(aliases[0]!, false).startsWith(id));
  });

  it("says where to look for one that does not exist", () => {
    assert.throws(() => shown("token/none", false), /no rule "token\/none"; `tokenward rules list`/);
  });
});
