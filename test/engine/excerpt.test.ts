/** Excerpts show the line of a finding, and no value of it. */
import assert from "node:assert/strict";
import { scan } from "../../server/src/engine/index.ts";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import { builtinCatalogue, builtinRules, examplesOf } from "../builtin.ts";
import { forSeeds, pick, upTo } from "../texts.ts";
import { findingIn, findingsIn, githubToken, nameless } from "./findings.ts";

/** Longest excerpt, its ellipses included. */
const MOST = 142;

describe("an excerpt", () => {
  it("is the line with the value masked, and says where", () => {
    const { excerpt, masked } = findingIn(`\n  const token = "${githubToken(1)}"; // live\n`);
    assert.equal(excerpt.text, `const token = "${masked}"; // live`);
    assert.equal(excerpt.text.slice(excerpt.span.start, excerpt.span.end), masked);
  });

  it("masks every other value on the line", () => {
    const values = [githubToken(1), nameless(2), githubToken(3)];
    const text = `run({ a: "${values[0]}", password: "${values[1]}", b: "${values[2]}" });`;
    const findings = findingsIn(text);
    assert.equal(findings.length, 3);
    for (const { excerpt } of findings) {
      for (const value of values) assert.ok(!excerpt.text.includes(value));
    }
  });

  it("masks the same value where it is no finding", () => {
    const value = nameless(1);
    const { excerpt } = findingIn(`x = "${value}"; password = "${value}"; y = "${value}"`);
    assert.ok(!excerpt.text.includes(value));
  });

  it("masks values that a comment accepts", () => {
    const [accepted, open] = [githubToken(1), nameless(2)];
    const { excerpt } = findingIn(
      `login("${accepted}", { password: "${open}" }); // tokenward-ignore token/github-pat -- revoked`,
    );
    assert.ok(!excerpt.text.includes(accepted));
    assert.ok(!excerpt.text.includes(open));
  });

  it("of random lines of examples holds none of their values, and its mask where it says", () =>
    forSeeds(300, (random, seed) => {
      const parts = Array.from({ length: 1 + upTo(4, random) }, () =>
        pick(examplesOf(pick(builtinRules, random), seed), random),
      );
      const text = parts.map((part) => part.text.replaceAll("\n", " ")).join(pick([" ", "; ", ", "], random));
      const values = scan({ path: "a.txt", text }, builtinCatalogue).findings;
      for (const { excerpt, masked } of values) {
        assert.equal(excerpt.text.slice(excerpt.span.start, excerpt.span.end), masked);
        for (const { secret, ruleId } of values) assert.ok(!excerpt.text.includes(secret.reveal()), ruleId);
      }
    }));

  it("of a long line is cut, and says so", () => {
    const { excerpt, masked } = findingIn(`${"x = 1; ".repeat(60)}token = "${githubToken(1)}";${" y = 2;".repeat(60)}`);
    assert.ok(excerpt.text.length <= MOST, `${excerpt.text.length}`);
    assert.match(excerpt.text, /^….*…$/);
    assert.equal(excerpt.text.slice(excerpt.span.start, excerpt.span.end), masked);
  });

  it("of a value over several lines shows none of them", () => {
    const key = mint("-----BEGIN PRIVATE KEY-----\n{base64lines:12}\n-----END PRIVATE KEY-----", seededRandom(1)).text;
    const { excerpt } = findingIn(`const pem = \`${key}\`; // note\n`);
    for (const part of key.split("\n").slice(1, -1)) assert.ok(!excerpt.text.includes(part.slice(0, 8)));
    assert.ok(!excerpt.text.includes("\n"));
  });

  it("shows a tab as blanks", () => {
    const { excerpt } = findingIn(`a:\t1\ttoken: "${githubToken(1)}"`);
    assert.ok(!excerpt.text.includes("\t"));
  });
});
