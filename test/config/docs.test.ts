/** Every sample of docs/config.md is read as it stands there, and nothing is wrong with it. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readOwnRules } from "../../server/src/config/own-rules.ts";
import { readTeamConfig } from "../../server/src/config/team-config.ts";
import { Trial } from "../../server/src/workspace/team/trial.ts";
import { builtinCatalogue } from "../builtin.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/config.md"), "utf8");
const samples = [...page.matchAll(/^```yaml (config|rules)\n(.*?)^```/gms)].map(([, kind, text]) => ({
  kind,
  text: text!,
}));

describe("docs/config.md", () => {
  it("has samples of both kinds", () =>
    assert.deepEqual(
      [samples.filter(({ kind }) => kind === "config").length, samples.filter(({ kind }) => kind === "rules").length],
      [3, 1],
    ));

  for (const [at, { text }] of samples.entries())
    it(`holds in sample ${at + 1}`, async () => {
      const { problems, own, rules } = readTeamConfig(text);
      assert.deepEqual(problems, []);
      const read = own && readOwnRules(text, own);
      assert.deepEqual(read?.problems ?? [], []);
      const ours = new Set((read?.rules ?? []).map(({ rule }) => rule.id));
      for (const { glob } of rules.filter((each) => !each.glob.includes("*")))
        assert.ok(ours.has(glob) || glob === "token/acme-key" || builtinCatalogue.anyRule(glob), glob);
      const trial = new Trial(read?.rules ?? [], builtinCatalogue);
      for (const rule of read?.rules ?? []) {
        const { faults, advice } = await trial.of(rule);
        assert.deepEqual([faults, advice], [[], []]);
      }
    });
});
