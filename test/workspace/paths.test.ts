/** Paths relative to a folder, on every system. */
import assert from "node:assert/strict";
import { relativePath } from "../../server/src/workspace/paths.ts";

describe("a relative path", () => {
  it("has slashes, on every system", () => {
    assert.equal(relativePath("/w", "/w/src/a.ts"), "src/a.ts");
    assert.equal(relativePath("/w/", "/w/a.ts"), "a.ts");
    assert.equal(relativePath("C:\\w", "C:\\w\\src\\a.ts"), "src/a.ts");
  });

  it("stays whole outside the folder", () => {
    assert.equal(relativePath("/w", "/wide/a.ts"), "/wide/a.ts");
    assert.equal(relativePath("/w", "/other/a.ts"), "/other/a.ts");
  });

  it("holds below the root of the file system", () => assert.equal(relativePath("/", "/a.ts"), "a.ts"));
});
