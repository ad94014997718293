/** The minter makes the same texts from the same seed, of the classes that a template names. */
import assert from "node:assert/strict";
import { checksums } from "../../server/src/engine/checksum.ts";
import { decodeJwt } from "../../server/src/engine/jwt.ts";
import { mint, mintJwt, seededRandom } from "../../server/src/engine/mint.ts";
import { builtinRules, examplesOf } from "../builtin.ts";

const textOf = (template: string, seed = 1): string => mint(template, seededRandom(seed)).text;

describe("seededRandom", () => {
  it("gives the same numbers for a seed and others for another", () => {
    const draw = (seed: number): number[] => Array.from({ length: 20 }, seededRandom(seed));
    assert.deepEqual(draw(7), draw(7));
    assert.notDeepEqual(draw(7), draw(8));
  });

  it("stays in [0, 1)", () => {
    const random = seededRandom(3);
    for (let left = 10_000; left > 0; left--) {
      const number = random();
      assert.ok(number >= 0 && number < 1);
    }
  });
});

describe("mint", () => {
  const classes: Readonly<Record<string, RegExp>> = {
    "{digit:9}": /^\d{9}$/,
    "{lower:9}": /^[a-z]{9}$/,
    "{upper:9}": /^[A-Z]{9}$/,
    "{alpha:9}": /^[A-Za-z]{9}$/,
    "{alnum:9}": /^[A-Za-z0-9]{9}$/,
    "{base62:9}": /^[A-Za-z0-9]{9}$/,
    "{loweralnum:9}": /^[a-z0-9]{9}$/,
    "{upperalnum:9}": /^[A-Z0-9]{9}$/,
    "{hex:9}": /^[0-9a-f]{9}$/,
    "{HEX:9}": /^[0-9A-F]{9}$/,
    "{base32:9}": /^[A-Z2-7]{9}$/,
    "{base64:9}": /^[A-Za-z0-9+/]{9}$/,
    "{base64url:9}": /^[A-Za-z0-9_-]{9}$/,
    "{word:9}": /^\w{9}$/,
    "{[a-c9_-]:9}": /^[abc9_-]{9}$/,
    "{digit:2-4}": /^\d{2,4}$/,
    "{uuid}": /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
    "{base64lines:3}": /^(?:[A-Za-z0-9+/]{64}\n){2}[A-Za-z0-9+/]{64}$/,
  };
  for (const [template, expected] of Object.entries(classes)) {
    it(`fills ${template}`, () => {
      for (let seed = 1; seed <= 50; seed++) assert.match(textOf(template, seed), expected);
    });
  }

  it("is reproducible", () => {
    assert.equal(textOf("a {alnum:30} b {jwt}"), textOf("a {alnum:30} b {jwt}"));
    assert.notEqual(textOf("{alnum:30}", 1), textOf("{alnum:30}", 2));
  });

  it("says where what is expected stands, the brackets taken out", () => {
    const { text, expected } = mint("a=[[{digit:3}]] b=[[x{digit:2}]]", seededRandom(1));
    assert.match(text, /^a=\d{3} b=x\d\d$/);
    assert.deepEqual(expected, [
      { start: 2, end: 5 },
      { start: 8, end: 11 },
    ]);
  });

  it("leaves brackets alone that close nothing", () => assert.equal(textOf("a[b[0]] ${{ x }}"), "a[b[0]] ${{ x }}"));

  it("refuses a class that does not exist, by its name", () =>
    assert.throws(() => textOf("{alnumm:3}"), /"\{alnumm:3\}" names no class/));

  it("makes JSON Web Tokens that can be decoded", () => {
    const claims = { sub: "x", exp: 4 };
    assert.deepEqual(decodeJwt(mintJwt(claims, seededRandom(1)))?.claims, claims);
    assert.equal(decodeJwt(textOf("{jwt}"))?.header.alg, "HS256");
  });

  it("completes the checksum of every built-in rule that names one", () => {
    const checked = builtinRules.filter(({ rule }) => rule.checksum);
    assert.ok(checked.length > 0);
    for (const builtin of checked) {
      const check = checksums[builtin.rule.checksum!]!;
      for (const { text, expected } of [1, 2, 3].flatMap((seed) => examplesOf(builtin, seed))) {
        for (const { start, end } of expected) {
          assert.notEqual(
            check.verify(text.slice(start, end)),
            false,
            `${builtin.rule.id}: a minted checksum does not hold`,
          );
        }
      }
    }
  });
});
