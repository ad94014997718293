/** Team configs leave files out, the innermost having the last word. */
import assert from "node:assert/strict";
import { ignoring } from "../../server/src/workspace/ignored.ts";

describe("what team configs leave out", () => {
  const config = (folder: string, ...ignore: string[]) => ({ folder, ignore });
  const outer = config("/w", "fixtures/", "*.snap", "/a.js");

  it("is relative to the config", () => {
    const found = ["/w/a.js", "/w/src/a.js", "/w/src/fixtures/b.js", "/w/x.snap", "/w/x.js"].map((path) =>
      ignoring([outer])(path),
    );
    assert.deepEqual(found, [true, false, true, true, false]);
  });

  it("is taken back by a config further in", () => {
    assert.equal(ignoring([outer, config("/w/src", "!*.snap")])("/w/src/x.snap"), false);
    assert.equal(ignoring([outer, config("/w/src", "y.js")])("/w/src/y.js"), true);
  });

  it("is nothing where there is no config", () => assert.equal(ignoring([])("/w/a.js"), false));
});
