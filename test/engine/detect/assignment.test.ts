/** Suspects what sensitive names are given, and tells where no mere label can stand. */
import assert from "node:assert/strict";
import { detectInParts } from "../../../server/src/engine/detect/parts.ts";
import type { Suspicion } from "../../../server/src/engine/finding.ts";
import { unitsOf } from "../../../server/src/engine/units.ts";
import { builtinCatalogue } from "../../builtin.ts";

/** What the generic rules suspect in a text. */
function suspicionsIn(text: string, path = "a.ts"): Suspicion[] {
  const found = detectInParts({ path, text }, unitsOf(text), builtinCatalogue);
  return found.filter(({ rule }) => rule.trigger.kind === "name");
}

describe("detectAssigned", () => {
  const credentials: readonly string[] = [
    'if (password === "v4lue") {}',
    'if ("v4lue".equals(password)) {}',
    'if (credentials.Secret != "v4lue") {}',
    '<add key="FromEmailPassword" value="v4lue"/>',
    "connect --password v4lue",
    "  password 'v4lue'\n",
    "https://a.dev/login?user=joe&password=v4lue",
  ];
  for (const text of credentials) {
    it(`sees a place of a credential in ${JSON.stringify(text)}`, () => {
      const named = suspicionsIn(text).filter(({ name }) => name !== "key");
      const places = named.map(({ place, span }) => [place, text.slice(span.start, span.end)]);
      assert.deepEqual(places, [["credential", "v4lue"]]);
    });
  }

  it("sees none where a label may stand", () => {
    for (const text of [
      'const password = "v4lue";',
      'passwordLabel("password", "v4lue")',
      'if (token === "v4lue") {}',
      'if (key == "v4lue") {}',
      "password: v4lue",
    ]) {
      assert.deepEqual(
        suspicionsIn(text, "a.yml").filter(({ place }) => place !== undefined),
        [],
        text,
      );
    }
  });
});
