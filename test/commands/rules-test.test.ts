/** `tokenward rules test`: what is wrong with a team's rule file is told with its place, and its examples are run. */
import assert from "node:assert/strict";
import { stringify } from "yaml";
import { testRules } from "../../server/src/commands/rules-test.ts";
import { acmeRule } from "../acme-rule.ts";
import { builtinCatalogue } from "../builtin.ts";
import { terminal } from "./terminal.ts";

const sound = {
  ...acmeRule,
  examples: [...acmeRule.examples, "ACME_KEY=[[acme_{base62:36}]]"],
  nonExamples: [...acmeRule.nonExamples, "acme_<key>"],
};

async function test(...rules: object[]): Promise<{ status: number; out: string }> {
  const screen = terminal({});
  const status = await testRules({ path: "acme.yml", text: stringify({ rules }) }, builtinCatalogue, screen);
  return { status, out: screen.written().out };
}

describe("tokenward rules test", () => {
  it("says that nothing is wrong where nothing is", async () =>
    assert.deepEqual(await test(sound), { status: 0, out: "1 rules tried, 0 faults\n" }));

  it("names examples that are not found, and near misses that are", async () => {
    const { status, out } = await test(
      { ...sound, examples: ["[[acme_{base62:35}]]"], nonExamples: ["acme_{base62:36}"] },
      sound,
    );
    assert.equal(status, 1);
    assert.match(out, /token\/acme-key: \/examples|must NOT have fewer/);
    const few = {
      ...sound,
      examples: [sound.examples[0], "[[acme_{base62:30}]]"],
      nonExamples: ["acme_{base62:36}", "a"],
    };
    const found = await test(few);
    assert.equal(found.status, 1);
    assert.match(found.out, /example 2 is not found as it is marked/);
    assert.match(found.out, /near miss 1 is found/);
  });

  it("tells what cannot be run with its place, and tries the rest", async () => {
    const { status, out } = await test(
      { ...sound, id: "token/acme-large", pattern: "acme_(?:x{900}|y{900}|z{900})" },
      sound,
    );
    assert.equal(status, 1);
    assert.match(out, /^acme\.yml:2:5: token\/acme-large: .* at most 2000 are run\n1 rules tried, 1 faults\n$/);
  });

  it("finds near an issuer's word as built-in rules do", async () => {
    const { keywords: _, ...rest } = sound;
    const near = {
      ...rest,
      near: ["acme"],
      pattern: "[a-f0-9]{32}",
      examples: ["ACME_KEY=[[{hex:32}]]", "acme: '[[{hex:32}]]'"],
      nonExamples: ["ACME_KEY={hex:31}", "OTHER={hex:32}"],
    };
    assert.deepEqual(await test(near), { status: 0, out: "1 rules tried, 0 faults\n" });
  });
});
