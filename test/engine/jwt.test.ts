/** A JSON Web Token tells when it expires, or nothing. */
import assert from "node:assert/strict";
import { decodeJwt, jwtExpiry } from "../../server/src/engine/jwt.ts";
import { mintJwt, seededRandom } from "../../server/src/engine/mint.ts";

const jwt = (claims: Readonly<Record<string, unknown>>): string => mintJwt(claims, seededRandom(1));
const base64url = (text: string): string => Buffer.from(text, "utf8").toString("base64url");

describe("decodeJwt", () => {
  it("reads header and claims, in any script", () => {
    const text = `${base64url('{"alg":"RS256","kid":"ä"}')}.${base64url('{"name":"Ada 😀"}')}.`;
    assert.deepEqual(decodeJwt(text), { header: { alg: "RS256", kid: "ä" }, claims: { name: "Ada 😀" } });
  });

  const undecodable: Readonly<Record<string, string>> = {
    "an empty text": "",
    "two parts": jwt({}).split(".").slice(0, 2).join("."),
    "four parts": `${jwt({})}.x`,
    "no base64": "e!.e!.x",
    "base64 of no JSON": `${base64url("{alg")}.${base64url("{}")}.x`,
    "claims that are a list": `${base64url('{"alg":"none"}')}.${base64url("[1]")}.x`,
    "claims that are null": `${base64url('{"alg":"none"}')}.${base64url("null")}.x`,
    "a header without an algorithm": `${base64url('{"typ":"JWT"}')}.${base64url("{}")}.x`,
  };
  for (const [what, text] of Object.entries(undecodable)) {
    it(`refuses ${what}`, () => {
      assert.equal(decodeJwt(text), undefined);
      assert.equal(jwtExpiry(text), undefined);
    });
  }
});

describe("jwtExpiry", () => {
  it("is the claim exp, in seconds since 1970", () =>
    assert.equal(jwtExpiry(jwt({ exp: 1_800_000_000 })), "2027-01-15T08:00:00.000Z"));

  for (const [what, claims] of Object.entries({
    none: {},
    "a text": { exp: "1800000000" },
    "beyond every calendar": { exp: 1e300 },
    "far below every calendar": { exp: -1e300 },
    null: { exp: null },
    "an object": { exp: { seconds: 1 } },
  })) {
    it(`is not known where exp is ${what}`, () => assert.equal(jwtExpiry(jwt(claims)), undefined));
  }
});
