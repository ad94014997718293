/** A team's own handling rules: read beside its token rules, and refused with their place where they could cost too much. */
import assert from "node:assert/strict";
import { stringify } from "yaml";
import { readOwnRules } from "../../server/src/config/own-rules.ts";
import { acmeRule } from "../acme-rule.ts";

const handling = {
  id: "handling/acme-upload",
  title: "Token uploaded",
  risk: "Whoever reads the bucket has it.",
  advice: "Leave it out.",
  severity: "warning",
  confidence: "high",
  match: [{ setting: ["bucket"], languages: ["javascript"] }],
  examples: { javascript: ["bucket = 1"] },
  cwe: ["CWE-200"],
  sources: ["https://example.org"],
  nonExamples: { javascript: ["x = 1"] },
};
const token = { ...acmeRule, examples: ["[[acme_{base62:36}]]", "[[acme_{base62:36}]]"], nonExamples: ["a", "b"] };
const read = (...rules: object[]) => readOwnRules(stringify({ ownRules: rules }), "ownRules");

describe("a team's own handling rules", () => {
  it("stand beside its token rules", () => {
    const { rules, handling: found, problems } = read(handling, token, { ...handling, id: "handling/acme-two" });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      [rules.map(({ rule }) => rule.id), found.map(({ id }) => id)],
      [["token/acme-key"], ["handling/acme-upload", "handling/acme-two"]],
    );
  });

  it("are told of where their form is another, and the others hold", () => {
    const { handling: found, problems } = read({ ...handling, title: 5 }, { ...handling, id: "handling/acme-two" });
    assert.deepEqual(
      found.map(({ id }) => id),
      ["handling/acme-two"],
    );
    assert.match(problems[0]!.message, /^handling\/acme-upload: title/);
    assert.equal(problems[0]!.position.line, 1);
  });

  const costly = [
    "(a+)+$",
    "(a|a)*b",
    "(?:a?){40}b",
    "a*a*b",
    "a?".repeat(13),
    "(a{1,9}){1,9}",
    "(?=a)",
    "(",
    "a".repeat(301),
  ];
  for (const value of costly)
    it(`may not go back over and over: ${value.slice(0, 20)}`, () => {
      const { handling: found, problems } = read({ ...handling, match: [{ key: ["a"], value }] });
      assert.deepEqual([found.length, problems.length], [0, 1]);
      assert.match(problems[0]!.message, /expression/);
    });

  it("may have expressions that come to an end", () => {
    for (const value of ["^(?:true|yes)$", "[a-z_]+", "https?://", "^v\\d{1,3}$"])
      assert.deepEqual(read({ ...handling, match: [{ key: ["a"], value }] }).problems, [], value);
  });

  it("have paths of so many stars, and braces in pairs", () => {
    for (const setting of ["*".padEnd(14, "a*"), "{a", "{a,{b,c}}", "a".repeat(301)])
      assert.equal(read({ ...handling, match: [{ setting: [setting] }] }).problems.length, 1, setting);
  });
});
