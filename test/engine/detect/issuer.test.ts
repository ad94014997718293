/** A random value that is given to an issuer's name is found whatever its format; what names something public is not. */
import assert from "node:assert/strict";
import { scan } from "../../../server/src/engine/index.ts";
import { mint, seededRandom } from "../../../server/src/engine/mint.ts";
import { builtinCatalogue } from "../../builtin.ts";

const RULE = "token/issuer-named-value";
const value = mint("{alnum:40}", seededRandom(3)).text;
const digest = mint("{hex:40}", seededRandom(3)).text;
const finds = (text: string): boolean =>
  scan({ path: "a.txt", text }, builtinCatalogue).findings.some(({ ruleId }) => ruleId === RULE);

describe("a value that is given to an issuer's name", () => {
  for (const text of [`cloudflare: "${value}"`, `PROD_MAILJET=${value}`, `const myDeepgram = "${value}";`]) {
    it(`is found: ${text.slice(0, 16)}`, () => assert.ok(finds(text)));
  }

  const not: Readonly<Record<string, string>> = {
    "an ID": `cloudflare_zone_id: "${value}"`,
    "a digest": `Sentry: ${digest}`,
    "a word": 'cloudflare: "production-environment-of-europe"',
    "a name that is no issuer's": `run: "${value}"`,
    "a piece of a name": `uncloudflared: "${value}"`,
    "a value beside the word": `# cloudflare\nzone: "${value}"`,
  };
  for (const [what, text] of Object.entries(not)) {
    it(`is not ${what}`, () => assert.ok(!finds(text)));
  }
});
