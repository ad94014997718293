/** A package that is not the one that was pinned is not used. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { check } from "../../scripts/bench/corpus/fetch.ts";

describe("a fetched package", () => {
  const archive = Buffer.from("an archive");
  const integrity = `sha512-${createHash("sha512").update(archive).digest("base64")}`;

  it("is used when it is the one that was pinned", () => check({ name: "a", version: "1.0.0", integrity }, archive));

  it("is refused when one bit of it is another", () => {
    const changed = Buffer.from(archive);
    changed[0]! ^= 1;
    assert.throws(() => check({ name: "a", version: "1.0.0", integrity }, changed), /^Error: a@1\.0\.0 is not/);
  });
});
