/** Readers of data and instructions: values at paths of keys. */
import assert from "node:assert/strict";
import { readerOf } from "../../../server/src/engine/read/file.ts";
import { builtGrammars } from "../../handling-examples.ts";

async function valuesOf(path: string, text: string): Promise<[path: string, value: string][]> {
  const facts = await readerOf({ path, text })?.read(builtGrammars);
  assert.ok(facts);
  return facts.keyValues.map((entry) => [entry.path.join("."), entry.value.value]);
}

describe("readers of data", () => {
  it("read YAML, block and flow, lists and quotes", async () => {
    const text = 'a:\n  b: "c"\n  d: [e, f]\ng:\n  - h: 1\n  - i\nj: {k: l}\nm: |\n  n\n  o\n';
    assert.deepEqual(await valuesOf("a.yml", text), [
      ["a", ""],
      ["a.b", "c"],
      ["a.d", ""],
      ["a.d.*", "e"],
      ["a.d.*", "f"],
      ["g", ""],
      ["g.*.h", "1"],
      ["g.*", "i"],
      ["j", ""],
      ["j.k", "l"],
      ["m", "|\n  n\n  o\n"],
    ]);
  });

  it("read a Dockerfile, instructions of both forms and continued lines", async () => {
    const text = 'FROM a\n# ENV X=1\nENV A=b C="d e" \\\n  F=g\nENV H i j\nARG K\nARG L=m\nRUN n \\\n  o\n';
    assert.deepEqual(await valuesOf("Dockerfile", text), [
      ["FROM", "a"],
      ["ENV.A", "b"],
      ["ENV.C", "d e"],
      ["ENV.F", "g"],
      ["ENV.H", "i j"],
      ["ARG.K", ""],
      ["ARG.L", "m"],
      ["RUN", "n \\\n  o"],
    ]);
  });

  it("read dotenv files", async () => {
    assert.deepEqual(await valuesOf(".env", 'A=b\nexport C="d e"\n# F=g\nH=\nI=j # k\n'), [
      ["A", "b"],
      ["C", "d e"],
      ["H", ""],
      ["I", "j"],
    ]);
  });

  it("know no other files", () => {
    for (const path of ["a.txt", "Dockerfiles/a.md", "env"])
      assert.equal(readerOf({ path, text: "" }), undefined, path);
  });
});
