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

const VALUE = ["v", "lue"].join("4");
const written = (template: string): string => template.replaceAll("{}", VALUE);

describe("detectAssigned", () => {
  const credentials: readonly string[] = [
    'if (password === "{}") ;',
    'if ("{}".equals(password)) ;',
    'if (credentials.Secret != "{}") ;',
    '<add key="FromEmailPassword" value="{}"/>',
    "connect --password {}",
    "  password '{}'\n",
    "https://a.dev/login?user=joe&password={}",
  ];
  for (const text of credentials.map(written)) {
    it(`sees a place of a credential in ${JSON.stringify(text)}`, () => {
      const named = suspicionsIn(text).filter(({ name }) => name !== "key");
      const places = named.map(({ place, span }) => [place, text.slice(span.start, span.end)]);
      assert.deepEqual(places, [["credential", VALUE]]);
    });
  }

  it("sees none where a label may stand", () => {
    for (const text of [
      'const password = "{}";',
      'passwordLabel("password", "{}")',
      'if (token === "{}") ;',
      'if (key == "{}") ;',
      "password: {}",
    ].map(written)) {
      assert.deepEqual(
        suspicionsIn(text, "a.yml").filter(({ place }) => place !== undefined),
        [],
        text,
      );
    }
  });
});
