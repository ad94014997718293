/** Readers of configs and rules on a thousand random and mutated files: no crash, and every message has its place. */
import assert from "node:assert/strict";
import { seededRandom } from "../../server/src/engine/mint.ts";
import { anyConfig, checkedConfig } from "./any-config.ts";

describe("readers of configs and rules", () => {
  it("keep their promises on a thousand files", () => {
    let told = 0;
    for (let seed = 1; seed <= 1000; seed++) {
      const text = anyConfig(seededRandom(seed));
      try {
        told += checkedConfig(text);
      } catch (error) {
        assert.fail(`seed ${seed}: ${(error as Error).stack}`);
      }
    }
    assert.ok(told > 500, String(told));
  });

  const hostile: Readonly<Record<string, string>> = {
    "lists in lists": `rules:\n${"- ".repeat(20_000)}a`,
    "keys of keys": `${"? ".repeat(20_000)}a`,
    "maps in maps": Array.from({ length: 1000 }, (_, at) => `${" ".repeat(at)}a:`).join("\n"),
    "aliases of aliases": `rules:\n- &b [x]\n${Array.from({ length: 30 }, (_, at) => `- &b${at} [*b${at > 0 ? at - 1 : ""}, *b${at > 0 ? at - 1 : ""}]`).join("\n")}`,
    "an alias of itself": "ownRules: &a\n  - *a\n",
    "many rules": `rules:\n${"  - id: token/a\n".repeat(9000)}`,
    "many keys": Array.from({ length: 9000 }, (_, at) => `k${at}: 1`).join("\n"),
    "ten megabytes": `rules:\n${"  token/a: off\n".repeat(700_000)}`,
    "a long line": `ignore: [${"a, ".repeat(30_000)}]`,
  };
  for (const [what, text] of Object.entries(hostile)) it(`come to an end on ${what}`, () => void checkedConfig(text));
});
