/** Which handling rules are called: no more than what stands in the text calls for, and none too few. */
import assert from "node:assert/strict";
import { readerOf } from "../../../../server/src/engine/read/file.ts";
import { unitsOf } from "../../../../server/src/engine/units.ts";
import { builtinCatalogue } from "../../../builtin.ts";

function called(path: string, text: string): string[] {
  const reader = readerOf({ path, text });
  assert.ok(reader);
  return builtinCatalogue.handling.called(path, unitsOf(text), reader).map(({ rule }) => rule.id);
}

describe("the rules that a text calls", () => {
  const inClear = "handling/request-in-clear";

  it("are called by an address in a text, not by one in a comment", () => {
    assert.ok(called("a.py", 'requests.get("http://api.shop.com")').includes(inClear));
    assert.ok(!called("a.py", "# see http://api.shop.com/docs\nrequests.get(url)").includes(inClear));
    assert.ok(called("a.sh", "curl http://api.shop.com").includes(inClear), "a shell's words have no quotes");
  });

  it("are called by keys of JSON, not by the same words in values", () => {
    const wildcard = "handling/iam-wildcard-grant";
    const policy = { Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
    assert.ok(called("policy.json", JSON.stringify(policy, undefined, 2)).includes(wildcard));
    assert.ok(called("policy.json", JSON.stringify(policy)).includes(wildcard));
    assert.ok(!called("api.json", '{"text": "the Action of a Resource", "pattern": "*"}').includes(wildcard));
    assert.ok(!called("api.json", '{"Action": "a*b", "Resource": "x*"}').includes(wildcard));
  });

  it("are called by commands where there are any", () => {
    const argument = "handling/secret-as-argument";
    assert.ok(called("a.sh", 'mysql -p "$DB_PASSWORD"').includes(argument));
    assert.ok(!called("a.go", "// mysql and its dbPassword").includes(argument));
  });

  it("are called by names of their sets, whatever joins their words", () => {
    const logged = "handling/token-logged";
    for (const name of ["apiKey", "api_key", "API_KEY"])
      assert.ok(called("a.js", `console.log(${name});`).includes(logged), name);
    assert.ok(!called("a.js", "console.log(monkey);").includes(logged));
  });

  it("are none where nothing runs", () => {
    assert.equal(readerOf({ path: "a.d.ts", text: "" }), undefined);
    assert.equal(readerOf({ path: "a.pyi", text: "" }), undefined);
    assert.ok(readerOf({ path: "a.ts", text: "" }));
  });
});
