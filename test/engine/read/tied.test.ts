/** Where the quick look says that nothing is tied to a name, reading on finds nothing either. */
import assert from "node:assert/strict";
import { nameAround, readAssignment } from "../../../server/src/engine/read/assignment.ts";
import type { Form } from "../../../server/src/engine/read/form.ts";
import { mayBeTied } from "../../../server/src/engine/read/tied.ts";
import { unitsOf } from "../../../server/src/engine/units.ts";
import { builtinRules, examplesOf } from "../../builtin.ts";
import { forSeeds, joinedPieces, pick, upTo } from "../../texts.ts";

const forms: readonly Form[] = ["code", "line", "word"];
const PIECES =
  'token|key|x|=|==|!=|:=|:| |  |\t|\n|\r\n|"|\'|`|(|)|[|]|*|\\|->|=>|,|<|>|</name>|<value>|is |value|abcdefghijklmnopqrstu|--|-|.|?|!|||=|??=|+=|Type|@|$|"abc"|equals(|strcmp(|name=|&|;|{|}|/|#'.split(
    "|",
  );

/** @returns how many names something was tied to */
function check(text: string, form: Form): number {
  const units = unitsOf(text);
  let tied = 0;
  for (const { index } of text.matchAll(/[A-Za-z_][\w$@.-]*/g)) {
    const name = nameAround(units, index);
    const assignment = readAssignment(text, name, form);
    if (!assignment) continue;
    tied++;
    assert.ok(mayBeTied({ text, units }, name), `${assignment.relation} in ${JSON.stringify(text)} at ${index}`);
  }
  return tied;
}

describe("mayBeTied", () => {
  it("holds of every name in random texts that something is tied to", () => {
    let tied = 0;
    forSeeds(5000, (random) => {
      tied += check(joinedPieces(PIECES, 3 + upTo(9, random), random), pick(forms, random));
    });
    assert.ok(tied > 500, `only ${tied} names were tied`);
  });

  it("holds of those in the examples of all rules", () => {
    for (const rule of builtinRules) {
      for (const { text } of examplesOf(rule, 1)) for (const form of forms) check(text, form);
    }
  });

  it("does not hold of names in passing", () => {
    for (const text of ["token;", "token)", "the token of it", "token.length", "if (token) {", "f(token)", "token()"]) {
      const units = unitsOf(text);
      assert.equal(mayBeTied({ text, units }, nameAround(units, text.indexOf("token"))), false, text);
    }
  });
});
