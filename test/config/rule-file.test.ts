/** A rule file: what is sound is used, what is not is named with its place. */
import assert from "node:assert/strict";
import { stringify } from "yaml";
import { readRuleFile } from "../../server/src/config/rule-file.ts";
import { acmeRule as sound } from "../acme-rule.ts";
import { forSeeds, joinedPieces } from "../texts.ts";

const anything = () => [];
const read = (...rules: object[]) => readRuleFile(stringify({ rules }), anything);
const ruleOf = (more: object) => {
  const { rules, problems } = read({ ...sound, ...more });
  assert.deepEqual(problems, []);
  return rules[0]!.rule;
};
const problemOf = (more: object): string => {
  const { rules, problems } = read({ ...sound, ...more });
  assert.equal(rules.length, 0);
  assert.equal(problems.length, 1);
  return problems[0]!.message;
};

describe("a rule of a rule file", () => {
  it("keeps what its author wrote, and gets what is usual for the rest", () => {
    const rule = ruleOf({});
    assert.deepEqual(
      [rule.id, rule.kind, rule.trigger.kind, rule.prefix],
      ["token/acme-key", "token", "anchor", "acme_"],
    );
    assert.deepEqual(
      [rule.pciDss, rule.cwe, rule.aliases, rule.breadth, rule.chosen],
      [["8.6.2"], ["CWE-798"], [], 0, false],
    );
    for (const field of ["checksum", "requires", "revoke", "lifetime", "scope"]) assert.ok(!(field in rule), field);
    assert.deepEqual(ruleOf({ revoke: "https://example.org", cwe: [] }).cwe, []);
  });

  it("is looked for by the literals of its pattern, else by its keywords", () => {
    assert.deepEqual(
      ruleOf({}).pattern.anchors.map(({ literal }) => literal),
      ["acme_"],
    );
    const [anchor] = ruleOf({ pattern: "[a-z]{4}_[0-9]{30}", keywords: ["acme_"] }).pattern.anchors;
    assert.equal(anchor?.literal, "acme_");
    assert.match(problemOf({ pattern: "[a-z]{30}", keywords: undefined }), /keywords.*near/);
  });

  it("may be looked for near words, or by sensitive names", () => {
    const near = ruleOf({ keywords: undefined, near: ["acme"], names: ["key"], pattern: "[a-z0-9]{32}" });
    assert.deepEqual(near.trigger, { kind: "near", words: ["acme"], names: ["key"] });
    assert.ok(near.rarity > 0);
    assert.equal(near.prefix, "");
    const named = ruleOf({ keywords: undefined, pattern: undefined, assigned: "password" });
    assert.deepEqual(named.trigger, { kind: "name", nameClass: "password" });
  });

  it("is refused where its ways exclude each other, or something is missing", () => {
    assert.match(problemOf({ near: ["acme"] }), /exclude each other/);
    assert.match(problemOf({ names: ["key"] }), /goes with `near`/);
    assert.match(problemOf({ pattern: undefined }), /`pattern` is missing/);
    assert.match(problemOf({ checksum: "no-such" }), /no checksum named "no-such"; known are .*github/);
  });

  it("is refused with the place in its pattern where that cannot be read", () => {
    assert.match(problemOf({ pattern: "acme_(?=x)" }), /^token\/acme-key: .*\(at character \d+ of the pattern\)$/);
    assert.match(problemOf({ pattern: "acme_([a-z]" }), /at character/);
    assert.match(problemOf({ pattern: "(acme)\\1" }), /at character/);
  });

  it("shows a prefix only where every value begins with it", () => {
    const examples = ["[[acme_{base62:36}]]", "[[acme_live_{base62:31}]]"];
    assert.equal(ruleOf({ examples }).prefix, "");
  });
});

describe("a rule file", () => {
  it("goes on past a rule that cannot be used, and says where it stands", () => {
    const text = stringify({ rules: [{ ...sound, pattern: "acme_(" }, sound] });
    const { rules, problems } = readRuleFile(`# remark\n${text}`, anything);
    assert.deepEqual(
      rules.map(({ rule }) => rule.id),
      ["token/acme-key"],
    );
    assert.equal(problems.length, 1);
    assert.deepEqual(problems[0]!.position, { line: 2, character: 4 });
  });

  it("passes on what its form lacks", () => {
    const { rules, problems } = readRuleFile(stringify({ rules: [sound, "text"] }), (rule) =>
      typeof rule === "string" ? ["it must be a map"] : [],
    );
    assert.deepEqual([rules.length, problems.map(({ message }) => message)], [1, ["it must be a map"]]);
  });

  it("may name a rule's parts once and use them again, but only those that are there", () => {
    const text = stringify({ rules: [sound] }).replace("Acme key", "&title Acme key");
    const again = text
      .replace(/^rules:\n/, "")
      .replace("token/acme-key", "token/acme-other")
      .replace("&title Acme key", "*title");
    const { rules, problems } = readRuleFile(`${text}${again}  - id: *none\n`, anything);
    assert.deepEqual(
      rules.map(({ rule }) => rule.title),
      ["Acme key", "Acme key"],
    );
    assert.equal(problems.length, 1);
    assert.match(problems[0]!.message, /alias/i);
  });

  it("says what it is where it is none", () => {
    for (const text of ["", "a", "rules: 5", "- a", "other: []"])
      assert.match(readRuleFile(text, anything).problems[0]!.message, /list named `rules`|map|collection/i, text);
    assert.ok(readRuleFile("rules: [", anything).problems.length > 0);
  });

  it("may be empty", () => assert.deepEqual(readRuleFile("rules: []", anything), { rules: [], problems: [] }));

  it("never throws on what is no YAML, nor on what is no rule", () => {
    const pieces = [
      "rules:",
      "\n",
      "  - ",
      "id: a",
      "[",
      "{",
      "&a ",
      "*a",
      "!!x ",
      "'",
      '"',
      "\t",
      "? ",
      "|",
      "5",
      ": ",
      "id: *a",
    ];
    const refuse = () => ["no"];
    forSeeds(500, (random) => void readRuleFile(joinedPieces(pieces, 12, random), refuse));
  });
});
