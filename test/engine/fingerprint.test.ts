/** Fingerprints are equal for equal values within a scope, differ otherwise, and cost a guesser what they should. */
import assert from "node:assert/strict";
import { Fingerprinter, type KeyedHashes } from "../../server/src/engine/fingerprint.ts";
import type { TokenRule } from "../../server/src/engine/rule.ts";
import { Secret } from "../../server/src/engine/secret.ts";
import { createBrowserHost } from "../../server/src/host/browser.ts";
import { createNodeHost } from "../../server/src/host/node.ts";
import { builtinCatalogue } from "../builtin.ts";
import { githubToken, nameless } from "./findings.ts";

const key = (text: string) => ({ scope: "repository" as const, bytes: new TextEncoder().encode(text) });
const { hashes } = createNodeHost(() => false);
const github = builtinCatalogue.rule("token/github-pat")!;
const password = builtinCatalogue.rule("token/generic-password")!;

const of = (value: string, rule: TokenRule, by = new Fingerprinter(key("one"), hashes)): Promise<string> =>
  by.of({ secret: new Secret(value) }, rule);

/** Hashes that count how often they are asked. */
function counted(): { hashes: KeyedHashes; calls: () => number } {
  let calls = 0;
  const scrypt: KeyedHashes["scrypt"] = (...given) => {
    calls++;
    return hashes.scrypt(...given);
  };
  return { hashes: { hmac: hashes.hmac, scrypt }, calls: () => calls };
}

describe("Fingerprinter", () => {
  it("gives equal values equal fingerprints, in every process that has the key", async () => {
    assert.equal(await of(githubToken(1), github), await of(githubToken(1), github));
    assert.equal(await of(nameless(1), password), await of(nameless(1), password));
  });

  it("gives different values, and the same under different keys, different ones", async () => {
    const other = new Fingerprinter(key("two"), hashes);
    for (const [value, another, rule] of [
      [githubToken(1), githubToken(2), github],
      [nameless(1), nameless(2), password],
    ] as const) {
      const prints = [await of(value, rule), await of(another, rule), await of(value, rule, other)];
      assert.equal(new Set(prints).size, 3);
    }
  });

  it("is 64 hexadecimal digits for what cannot be guessed, 20 for what can", async () => {
    assert.match(await of(githubToken(1), github), /^[0-9a-f]{64}$/);
    assert.match(await of(nameless(1), password), /^[0-9a-f]{20}$/);
  });

  it("takes the slow hash for what people choose, however long, and for what is short", async () => {
    const { hashes: spied, calls } = counted();
    const by = new Fingerprinter(key("one"), spied);
    await of(githubToken(1), github, by);
    assert.equal(calls(), 0);
    await of(nameless(1).repeat(3), password, by);
    assert.equal(calls(), 1);
    await of(githubToken(1).slice(0, 20), github, by);
    assert.equal(calls(), 2);
  });

  it("takes the slow hash once a value, also when asked at the same time", async () => {
    const { hashes: spied, calls } = counted();
    const by = new Fingerprinter(key("one"), spied);
    const prints = await Promise.all([1, 1, 1, 2].map((seed) => of(nameless(seed), password, by)));
    assert.equal(new Set(prints).size, 2);
    assert.equal(calls(), 2);
  });

  it("does not show the value, in any usual writing of it", async () => {
    for (const [value, rule] of [
      [githubToken(1), github],
      ["deadbeefcafe", password],
    ] as const) {
      const print = await of(value, rule);
      for (const writing of [value, Buffer.from(value).toString("hex")]) assert.ok(!print.includes(writing));
    }
  });

  it("says its scope", () => assert.equal(new Fingerprinter(key("one"), hashes).scope, "repository"));

  it("is the same in a web worker as on Node", async () => {
    const browser = new Fingerprinter(key("one"), createBrowserHost().hashes);
    for (const [value, rule] of [
      [githubToken(1), github],
      ["pässwörd 😀", password],
    ] as const) {
      assert.equal(await of(value, rule, browser), await of(value, rule));
    }
  });
});
