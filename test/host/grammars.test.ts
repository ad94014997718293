/** Grammars from files: trees as plain data. */
import assert from "node:assert/strict";
import { NotRead } from "../../server/src/engine/read/syntax.ts";
import { nodeGrammars } from "../../server/src/host/grammars.ts";
import { builtGrammarFolder, builtGrammars } from "../handling-examples.ts";

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

  it("give a text back that takes too long, and read the next one", async () => {
    const hurried = nodeGrammars(builtGrammarFolder, 0);
    const long = "const a = { b: [1, 2, (x) => y] };\n".repeat(2000);
    await assert.rejects(hurried.parse("javascript", long), NotRead);
    const root = await hurried.parse("javascript", "a + b;");
    assert.deepEqual([root!.end, root!.children.length], [6, 1]);
  });

  it("give their trees back: 1,000 texts leave the memory as it was", async () => {
    const text = "fun f(a: String) { log.info(a) }\n".repeat(12);
    const parse = async (times: number): Promise<void> => {
      for (let at = 0; at < times; at++) await builtGrammars.parse("kotlin", text);
    };
    await parse(50);
    const before = process.memoryUsage().arrayBuffers + process.memoryUsage().external;
    await parse(1000);
    const after = process.memoryUsage().arrayBuffers + process.memoryUsage().external;
    assert.ok(after - before < 20_000_000, `${after - before} bytes more`);
  });

  it("are missed without a complaint", async () => {
    assert.equal(await builtGrammars.parse("no-such", "a"), undefined);
    assert.equal(await nodeGrammars("/no/such/folder").parse("javascript", "a"), undefined);
  });
});
