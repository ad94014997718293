/** Team configs leave files out, the innermost having the last word. */
import assert from "node:assert/strict";
import { emptyConfig } from "../../server/src/config/team-config.ts";
import { isIgnored } from "../../server/src/workspace/ignored.ts";

describe("what team configs leave out", () => {
  const config = (folder: string, ...ignore: string[]) => ({ ...emptyConfig, folder, ignore });
  const outer = config("/w", "fixtures/", "*.snap", "/a.js");

  it("is relative to the config", () => {
    const found = ["/w/a.js", "/w/src/a.js", "/w/src/fixtures/b.js", "/w/x.snap", "/w/x.js"].map((path) =>
      isIgnored(path, [outer]),
    );
    assert.deepEqual(found, [true, false, true, true, false]);
  });

  it("is taken back by a config further in", () => {
    assert.equal(isIgnored("/w/src/x.snap", [outer, config("/w/src", "!*.snap")]), false);
    assert.equal(isIgnored("/w/src/y.js", [outer, config("/w/src", "y.js")]), true);
  });

  it("is nothing where there is no config", () => assert.equal(isIgnored("/w/a.js", []), false));
});
