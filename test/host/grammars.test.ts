/** Grammars from files: trees as plain data. */
import assert from "node:assert/strict";
import { nodeGrammars } from "../../server/src/host/grammars.ts";
import { builtGrammars } from "../handling-examples.ts";

describe("grammars", () => {
  it("give a tree as plain data, with fields, without punctuation", async () => {
    const root = await builtGrammars.parse("javascript", "a + b;");
    const binary = root!.children[0]!.children[0]!;
    assert.deepEqual(
      binary.children.map(({ type, field, start, end }) => [type, field, start, end]),
      [
        ["identifier", "left", 0, 1],
        ["+", "operator", 2, 3],
        ["identifier", "right", 4, 5],
      ],
    );
    assert.equal(root!.children[0]!.children.length, 1);
  });

  it("walk trees deeper than the stack", async () => {
    const root = await builtGrammars.parse("javascript", `${"(".repeat(20_000)}a${")".repeat(20_000)};`);
    assert.ok(root);
  });

  it("are missed without a complaint", async () => {
    assert.equal(await builtGrammars.parse("no-such", "a"), undefined);
    assert.equal(await nodeGrammars("/no/such/folder").parse("javascript", "a"), undefined);
  });
});
