/** A document with too many places to look at is not looked at to its end, and says so. */
import assert from "node:assert/strict";
import { scan } from "../../../server/src/engine/index.ts";
import { builtinCatalogue } from "../../builtin.ts";

describe("Budget", () => {
  const dense = "token=1;";

  it("says that a document was left incomplete", () => {
    const { incomplete } = scan({ path: "a.txt", text: dense.repeat(120_000) }, builtinCatalogue);
    assert.equal(incomplete, true);
  });

  it("is enough for an ordinary document", () => {
    const { incomplete } = scan({ path: "a.txt", text: `${dense}\n`.repeat(20_000) }, builtinCatalogue);
    assert.equal(incomplete, undefined);
  });
});
