/** What the fix makes of the fixtures is code that its language reads. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { transformSync } from "esbuild";
import { parseDocument } from "yaml";
import { fixedDocuments } from "./fixtures.ts";

/** @returns what the program says, or undefined where it is not installed */
function said(program: string, args: readonly string[], input: string): string | undefined {
  const { error, stderr } = spawnSync(program, args, { input, encoding: "utf8" });
  return error ? undefined : stderr;
}

describe("fixed code is read", () => {
  for (const folder of ["javascript", "typescript"]) {
    for (const { name, path, text } of fixedDocuments(folder)) {
      it(`${folder}: ${name}`, () => {
        const loader = (["jsx", "tsx", "ts"] as const).find((ending) => path.endsWith(`.${ending}`)) ?? "js";
        transformSync(text, { loader, format: "esm" });
      });
    }
  }

  it("by Python", function () {
    const documents = fixedDocuments("python").filter(({ name }) => name !== "template-literal");
    const script = "import ast, json, sys\nfor name, text in json.load(sys.stdin): ast.parse(text, name)";
    const faults = said("python3", ["-c", script], JSON.stringify(documents.map(({ name, text }) => [name, text])));
    if (faults === undefined) this.skip();
    else assert.equal(faults, "");
  });

  for (const { name, text } of fixedDocuments("go")) {
    it(`by Go: ${name}`, function () {
      const { error, stderr, stdout } = spawnSync("gofmt", [], { input: text, encoding: "utf8" });
      if (error) return this.skip();
      assert.equal(stderr, "");
      assert.equal(stdout, text.replaceAll("\r\n", "\n"), "gofmt would write it otherwise");
    });
  }

  for (const { name, text } of fixedDocuments("shell")) {
    it(`by a shell: ${name}`, function () {
      const faults = said("sh", ["-n"], text);
      if (faults === undefined) this.skip();
      else assert.equal(faults, "");
    });
  }

  for (const folder of ["compose", "github-actions"]) {
    for (const { name, text } of fixedDocuments(folder)) {
      it(`as YAML: ${name}`, () => assert.deepEqual(parseDocument(text).errors, []));
    }
  }
});
