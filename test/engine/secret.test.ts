/** A secret does not get out by accident, and its mask tells little. */
import assert from "node:assert/strict";
import { format, inspect } from "node:util";
import { serialize } from "node:v8";
import { mint, seededRandom } from "../../server/src/engine/mint.ts";
import { Secret } from "../../server/src/engine/secret.ts";
import { builtinRules, examplesOf } from "../builtin.ts";
import { forSeeds, pick, upTo } from "../texts.ts";

const value = mint("{alnum:40}", seededRandom(1)).text;
const secret = new Secret(value);

describe("Secret", () => {
  const ways: Readonly<Record<string, () => string>> = {
    "String()": () => String(secret),
    "a template": () => `${secret}`,
    "a sum": () => `the value is ${"".concat(secret as never)}`,
    "join()": () => [secret, secret].join(),
    "JSON.stringify": () => JSON.stringify({ deep: [{ secret }] }),
    "util.inspect": () => inspect({ deep: { secret } }, { depth: null, showHidden: true, getters: true }),
    "util.inspect without custom inspection": () => inspect(secret, { customInspect: false, showHidden: true }),
    "console's formats": () => format("%s %o %O %j", secret, secret, secret, secret),
    "an error": () => inspect(new Error(`no use for ${secret}`, { cause: secret })),
    "a copy": () => inspect({ ...secret }),
    "its entries": () => JSON.stringify([Object.entries(secret), Object.getOwnPropertyNames(secret)]),
    structuredClone: () => inspect(structuredClone(secret), { showHidden: true }),
    "a message to a worker": () => serialize(secret).toString("latin1"),
  };
  for (const [way, print] of Object.entries(ways)) {
    it(`is not printed by ${way}`, () => assert.ok(!print().includes(value)));
  }

  it("says that it is redacted", () => {
    assert.equal(`${secret}`, "<redacted>");
    assert.equal(JSON.stringify(secret), '"<redacted>"');
    assert.equal(inspect(secret), "<redacted>");
  });

  it("gives its value to those who ask for it", () => assert.equal(secret.reveal(), value));

  it("compares by value", () => {
    assert.ok(secret.equals(new Secret(value)));
    assert.ok(!secret.equals(new Secret(`${value}x`)));
  });
});

describe("Secret.masked", () => {
  /** What a mask tells of the value: the characters before and after the dots. */
  const told = (mask: string): { head: string; tail: string } => {
    const at = mask.lastIndexOf("...");
    assert.ok(at >= 0, mask);
    return { head: mask.slice(0, at), tail: mask.slice(at + 3) };
  };

  it("shows the prefix and the last two characters", () => {
    const { text } = mint("ghp_{alnum:36}", seededRandom(2));
    assert.equal(new Secret(text).masked("ghp_"), `ghp_...${text.slice(-2)}`);
  });

  it("never tells more than a quarter, nor anything but prefix and last two characters", () =>
    forSeeds(500, (random) => {
      const prefix = pick(["", "ghp_", "sk_live_", "xoxb-", "a-prefix-that-is-long-"], random);
      const whole = pick(["", prefix], random) + mint(`{base64:${upTo(40, random)}}`, random).text;
      const { head, tail } = told(new Secret(whole).masked(prefix));
      assert.ok(head.length + tail.length <= whole.length / 4, `${head}...${tail} of ${whole.length} characters`);
      assert.ok(head === "" || (head === prefix && whole.startsWith(prefix)));
      assert.ok(tail === "" || (tail.length === 2 && whole.endsWith(tail)));
    }));

  it("tells nothing of short values", () => {
    for (const short of ["", "a", "abcd", "abcdefg"]) assert.equal(new Secret(short).masked(), "...");
  });

  it("leaves out an end that a terminal or a markup could take for its own", () => {
    for (const end of ["`*", "](", "\n<", "\x1b["]) {
      assert.equal(new Secret(`${"a1".repeat(10)}${end}`).masked(), "...");
    }
  });

  it("tells no more than a quarter of any built-in rule's examples", () => {
    for (const builtin of builtinRules) {
      for (const { text, expected } of examplesOf(builtin, 1)) {
        for (const { start, end } of expected) {
          const { head, tail } = told(new Secret(text.slice(start, end)).masked(builtin.rule.prefix));
          assert.ok(head.length + tail.length <= (end - start) / 4, `${builtin.rule.id}: ${head}...${tail}`);
        }
      }
    }
  });
});
