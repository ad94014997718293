/** docs/handling.md is what the rules say. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { handlingPage } from "../scripts/handling-page.ts";

describe("docs/handling.md", () => {
  it("is written from the rules", () => {
    const written = readFileSync(join(import.meta.dirname, "../docs/handling.md"), "utf8");
    assert.equal(written, handlingPage(), "npm run docs:handling writes it anew");
  });
});
