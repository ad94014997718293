/** What formats and comments tell of a token's reach and its last day. */
import assert from "node:assert/strict";
import { LineIndex } from "../../server/src/engine/document.ts";
import { mint, mintJwt, seededRandom } from "../../server/src/engine/mint.ts";
import { toldOf } from "../../server/src/engine/told.ts";

const random = seededRandom(5);
const told = (template: string) => {
  const { text, expected } = mint(template, random);
  const [span] = expected as [{ start: number; end: number }];
  return toldOf(text, new LineIndex(text), span, text.slice(span.start, span.end));
};

describe("what a token's surroundings tell", () => {
  for (const [template, expected] of [
    ["a = '[[ghp_{base62:36}]]'", { scope: "classic" }],
    ["a = '[[github_pat_{base62:22}_{base62:59}]]'", { scope: "fine-grained" }],
    ["a = '[[sk_live_{base62:24}]]'", { scope: "secret key", environment: "production" }],
    ["a = '[[rk_test_{base62:24}]]'", { scope: "restricted key", environment: "test" }],
    ["a = '[[ASIA{upperalnum:16}]]'", { scope: "temporary" }],
    ["a = '[[AKIA{upperalnum:16}]]'", { scope: "long-term" }],
    ["a = '[[glpat-{base62:20}]]'", { scope: "access token" }],
    ["https://x.blob.core.windows.net/c?sp=rl&se=2030-01-01&sr=c&sig=[[{base64:43}]]%3D", { scope: "permissions rl" }],
    ["a = '[[{base62:40}]]'", {}],
    ["a = '[[{base62:40}]]' // rotate-by: 2026-12-01", { rotateBy: "2026-12-01" }],
    ["# rotate by 2026-12-01\na: [[{base62:40}]]", { rotateBy: "2026-12-01" }],
    ["# rotate-by 2026-12-01\n\na: [[{base62:40}]]", {}],
    ["a = '[[{base62:40}]]' # rotate-by 2026-99-01", {}],
  ] as const)
    it(`${template} tells ${JSON.stringify(expected)}`, () => assert.deepEqual(told(template), expected));

  it("a JWT tells the scope that it claims", () => {
    const value = mintJwt({ scope: "read:users", sub: "1" }, random);
    assert.deepEqual(toldOf(value, new LineIndex(value), { start: 0, end: value.length }, value), {
      scope: "read:users",
    });
  });
});
