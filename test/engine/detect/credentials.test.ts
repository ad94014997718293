/** Basic credentials are judged by their password, and moved as they stand. */
import assert from "node:assert/strict";
import { scan } from "../../../server/src/engine/index.ts";
import { builtinCatalogue } from "../../builtin.ts";
import { findingIn, findingsIn, nameless } from "../findings.ts";

const base64 = (text: string): string => Buffer.from(text, "utf8").toString("base64");

/** Where such credentials stand, by the rule that knows the place. */
const places: Readonly<Record<string, (value: string) => string>> = {
  "token/authorization-basic": (value) => `headers = {"Authorization": "Basic ${value}"}`,
  "token/http-header-basic": (value) => `  - Basic ${value}`,
  "token/docker-config-auth": (value) => `{"auths":{"https://index.docker.io/v1/":{"auth":"${value}"}}}`,
  "token/npm-basic-auth": (value) => `_auth=${value}`,
};

const passwords = [nameless(4), `${["blue", "Moon"].join("7")}!`, ["open", "sesame"].join("")];
const placeholders = ["password", "<password>", "changeme", "xxxxxxxx", "${PASSWORD}", "your-password", "abc"];

describe("Basic credentials", () => {
  for (const [rule, write] of Object.entries(places)) {
    it(`of ${rule} are found by a password that people choose`, () => {
      // A header by itself, in any text, has to show a random password.
      for (const password of rule === "token/http-header-basic" ? [nameless(2)] : passwords) {
        const encoded = base64(`joe:${password}`);
        const text = write(encoded);
        const finding = findingIn(text, "a.txt");
        assert.equal(finding.ruleId, rule);
        assert.equal(text.slice(finding.span.start, finding.span.end), encoded);
        assert.equal(finding.secret.reveal(), encoded);
        assert.equal(finding.encoded, true);
      }
    });

    it(`of ${rule} are none with a place to fill in`, () => {
      for (const password of placeholders) {
        assert.deepEqual(findingsIn(write(base64(`user:${password}`)), "a.txt"), [], password);
      }
    });

    it(`of ${rule} may hold a token as the user name`, () => {
      for (const password of ["", "x", "x-oauth-basic", "api_token"]) {
        assert.equal(findingIn(write(base64(`${nameless(3)}:${password}`)), "a.txt").encoded, true, password);
      }
    });
  }

  it("are found with passwords that are not ASCII", () => {
    assert.equal(findingIn(`Authorization: Basic ${base64("joseph:passwörd7x")}`, "a.txt").encoded, true);
  });

  it("are judged by the text where they do not decode", () => {
    const { findings, dismissals } = scan({ path: "a.txt", text: "Basic authentication" }, builtinCatalogue);
    assert.deepEqual(findings, []);
    assert.ok(dismissals.length > 0);
  });

  it("have nothing in their finding that tells the password", () => {
    const password = nameless(4);
    const finding = findingIn(`Authorization: Basic ${base64(`joe:${password}`)}`, "a.txt");
    const shown = JSON.stringify(finding);
    assert.ok(!shown.includes(password.slice(0, 6)));
    assert.ok(!shown.includes(base64(`joe:${password}`).slice(6, 16)));
  });
});
