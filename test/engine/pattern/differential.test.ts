/** A pattern made JavaScript matches what RE2 matches, in re2js's reading of it. */
import assert from "node:assert/strict";
import { RE2JS } from "re2js";
import { seededRandom } from "../../../server/src/engine/mint.ts";
import { compilePattern } from "../../../server/src/engine/pattern/compile.ts";
import { parsePattern } from "../../../server/src/engine/pattern/parse.ts";
import { type BuiltinRule, builtinRules, examplesOf, nearMissesOf } from "../../builtin.ts";
import { forSeeds, joinedPieces, mutated, upTo } from "../../texts.ts";
import { randomPattern } from "./random-pattern.ts";
import { sample } from "./sample.ts";

/** Start and end of the match, and of the group. */
type Match = readonly (number | undefined)[];

function byJavaScript(source: string, group: number, text: string): Match[] {
  return Array.from(text.matchAll(new RegExp(source, "dg")), ({ index, 0: whole, indices }) => [
    index,
    index + whole.length,
    ...(indices?.[group] ?? [undefined, undefined]),
  ]);
}

function byRe2(pattern: RE2JS, group: number, text: string): Match[] {
  const matcher = pattern.matcher(text);
  const matches: Match[] = [];
  while (matcher.find()) {
    const start = matcher.start(group);
    matches.push([
      matcher.start(),
      matcher.end(),
      ...(start < 0 ? [undefined, undefined] : [start, matcher.end(group)]),
    ]);
  }
  return matches;
}

/** What stands between keywords in random texts. */
const PIECES = ["a", "Z", "0", "f9", "-", "_", "=", ":", '"', "'", " ", "\n", "/", ".", "\\", "é"];

/** What a rule is called for by. */
const literalsOf = ({ rule: { trigger, pattern } }: BuiltinRule): readonly string[] =>
  trigger.kind === "near" ? trigger.words : pattern.anchors.map(({ literal }) => literal);

describe("a compiled pattern", () => {
  it("of every built-in rule matches as RE2 does: examples, near misses, texts of its own tree, random texts with its keywords, and all of them changed at random", () => {
    for (const builtin of builtinRules) {
      const pattern = builtin.source.pattern;
      if (pattern === undefined) continue;
      const reference = RE2JS.compile(pattern);
      const { tree } = parsePattern(pattern);
      const { source, group } = builtin.rule.pattern;
      const random = seededRandom(1);
      const minted = [...examplesOf(builtin, 1).map(({ text }) => text), ...nearMissesOf(builtin, 1)];
      const sampled = Array.from({ length: 3 }, () => ` ${sample(tree, random)} ${sample(tree, random)}`);
      const called = Array.from({ length: 3 }, () => joinedPieces([...literalsOf(builtin), ...PIECES], 30, random));
      const texts = [...minted, ...sampled, ...called];
      for (const text of [...texts, ...texts.map((original) => mutated(original, random))]) {
        assert.deepEqual(byJavaScript(source, group, text), byRe2(reference, group, text), builtin.rule.id);
      }
    }
  });

  it("made at random matches random texts as RE2 does", () =>
    forSeeds(3000, (random) => {
      const pattern = randomPattern(random);
      const compiled = compilePattern(pattern);
      const reference = RE2JS.compile(pattern);
      for (let left = 4; left > 0; left--) {
        const text = joinedPieces(
          ["a", "b", "A", "B", "1", "_", "-", ".", " ", "\n", "\r", "/", "]", "é"],
          upTo(14, random),
          random,
        );
        assert.deepEqual(
          byJavaScript(compiled.source, 0, text),
          byRe2(reference, 0, text),
          `${pattern} on ${JSON.stringify(text)}`,
        );
      }
    }));

  it("is no longer than it says", () =>
    forSeeds(500, (random) => {
      const pattern = randomPattern(random);
      const { maxLength } = compilePattern(pattern);
      if (maxLength === null) return;
      const { tree } = parsePattern(pattern);
      for (let left = 5; left > 0; left--) assert.ok(sample(tree, random).length <= maxLength, pattern);
    }));

  it("takes the group named secret for the value, else the first, else the match", () => {
    assert.equal(compilePattern("(a)(?P<secret>b)").group, 2);
    assert.equal(compilePattern("(a)(b)").group, 1);
    assert.equal(compilePattern("(?:a)b").group, 0);
  });
});
