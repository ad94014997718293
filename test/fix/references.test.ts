/** The rows of rules/references.yml hold together: each recognises what it spells, and loaders name rows that exist. */
import assert from "node:assert/strict";
import { loadReferences } from "../../scripts/reference-file.ts";
import { rowOf } from "../../server/src/engine/fix/references.ts";
import { filled } from "../../server/src/engine/fix/template.ts";
import { references } from "./fixture.ts";

const data = loadReferences();
const rowAt = (path: string, text = "", languageId?: string): string | undefined =>
  rowOf({ path, text, ...(languageId && { languageId }) }, references)?.id;

describe("references.yml", () => {
  for (const row of references.rows) {
    it(`${row.id} recognises what it spells`, () => {
      for (const { whole, hole, variants } of row.spellings.values()) {
        const templates = variants.flatMap(({ spelling }) => [spelling.whole, spelling.hole]);
        for (const template of [whole, hole, ...templates]) {
          if (!row.reference || !/\{(?:name|bare|id)\}/.test(template ?? "") || template === undefined) continue;
          const spelt = filled(template, { name: "MY_TOKEN", bare: "MY_TOKEN", id: "MY_TOKEN", q: '"', o: "'" });
          const names = Array.from(spelt.matchAll(row.reference), ({ groups }) => groups?.name ?? groups?.dotenv);
          assert.deepEqual([...new Set(names)], ["MY_TOKEN"], spelt);
        }
      }
    });

    it(`${row.id} spells only in forms that its lexis has`, () => {
      assert.deepEqual(
        [...row.spellings.keys()].filter((form) => !row.lexis.forms.has(form)),
        [],
      );
    });
  }

  it("recognises a variable that is taken out of the environment", () => {
    const { reference } = references.rows.find(({ id }) => id === "javascript")!;
    const text = "const { A, B: b } = process.env; const { c } = options;";
    assert.deepEqual(
      Array.from(text.matchAll(reference!), ({ groups }) => groups?.name),
      ["A", "B"],
    );
  });

  it("names rows that exist in its loaders", () => {
    const ids = new Set(["*", ...data.references.map(({ id }) => id)]);
    assert.deepEqual(
      data.loaders.flatMap((loader) => loader.for).filter((id) => !ids.has(id)),
      [],
    );
  });

  it("tells rows by path, else by language, else by the first line", () => {
    assert.equal(rowAt("a/b.tsx"), "typescriptreact");
    assert.equal(rowAt("a/b.d.ts", "", "typescript"), undefined);
    assert.equal(rowAt("deploy/docker-compose.prod.yml"), "compose");
    assert.equal(rowAt("deploy/values.yml"), "helm-values");
    assert.equal(rowAt(".github/workflows/ci.yaml"), "github-actions");
    assert.equal(rowAt("github/workflows/ci.yaml"), "yaml-data");
    assert.equal(rowAt("Untitled-1", "", "python"), "python");
    assert.equal(rowAt("book.ipynb", "", "python"), "python");
    assert.equal(rowAt("bin/tool", "#!/usr/bin/env python3\n"), "python");
    assert.equal(rowAt("bin/tool", "#!/bin/bash -eu\n"), "shell");
    assert.equal(rowAt("notes.txt", "#!/bin/bash\n"), "prose");
    assert.equal(rowAt(".bashrc", "", "shellscript"), undefined);
    assert.equal(rowAt(".env", "", "shellscript"), "dotenv-file");
  });
});
