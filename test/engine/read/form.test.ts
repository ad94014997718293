/** What kind of text a document is follows from its name. */
import assert from "node:assert/strict";
import { formOf } from "../../../server/src/engine/read/form.ts";

describe("formOf", () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    code: ["src/a.ts", "a.PY", "x/y.go", "data.json", "App.vue", "main.tf"],
    line: [".env", ".env.production", "a/.env.local", "compose.yml", "app.properties", "prod.env", "setup.cfg"],
    word: ["deploy.sh", "README.md", "Makefile", "", "notes", "folder.ts/notes"],
  };
  for (const [form, paths] of Object.entries(cases)) {
    for (const path of paths) it(`of "${path}" is ${form}`, () => assert.equal(formOf({ path, text: "" }), form));
  }
});
