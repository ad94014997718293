/** Who owns a file by CODEOWNERS. */
import assert from "node:assert/strict";
import { readOwners } from "../../server/src/lifecycle/owners.ts";

describe("CODEOWNERS", () => {
  it("lets the last pattern that matches decide", () => {
    const owners = readOwners("# all\n*  @all\n/src/ @src # the code\n*.yml @ops @sec\n/src/free\n");
    assert.deepEqual(["a.ts", "src/a.ts", "src/deep/b.yml", "src/free/a.ts", "other/src/a.ts"].map(owners), [
      "@all",
      "@src",
      "@ops @sec",
      undefined,
      "@all",
    ]);
  });

  it("knows sections and their usual owners, as GitLab has them", () => {
    const owners = readOwners("[Docs][2] @docs\n/docs/\n^[Code]\n/src/ @code\n");
    assert.deepEqual(["docs/a.md", "src/a.ts", "x"].map(owners), ["@docs", "@code", undefined]);
  });

  it("says nothing of what lies outside", () => assert.equal(readOwners("* @all")("../a"), undefined));
});
