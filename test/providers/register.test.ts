/** The register of names: sorted, without values, and nothing where the file is none. */
import assert from "node:assert/strict";
import { readRegister, withName } from "../../server/src/providers/register.ts";

describe("the register of stores", () => {
  it("gives back what was written, in the order of names", () => {
    const text = withName(withName(undefined, "B", "vault", "secret/acme"), "A", "pass", "acme");
    assert.deepEqual(readRegister(text), {
      stores: { pass: { at: "acme" }, vault: { at: "secret/acme" } },
      names: { A: "pass", B: "vault" },
    });
    assert.ok(text.indexOf('"A"') < text.indexOf('"B"') && text.endsWith("}\n"));
  });

  it("is empty where the text is none", () => {
    for (const text of [undefined, "", "[]", "null", "{", '{"names": 3, "stores": []}'])
      assert.deepEqual(readRegister(text), { stores: {}, names: {} });
  });

  it("leaves out what is no name", () => {
    assert.deepEqual(readRegister('{"names": {"A B": "vault", "C": 1, "D": "pass"}}').names, { D: "pass" });
  });
});
