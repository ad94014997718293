/** Generated tokens are as random as they say, and their checksums hold. */
import assert from "node:assert/strict";
import { checksums } from "../../server/src/engine/checksum.ts";
import { cannotGenerate, generate } from "../../server/src/engine/generate.ts";
import { seededRandom } from "../../server/src/engine/mint.ts";

describe("generating tokens", () => {
  const from = (seed: number) => {
    const random = seededRandom(seed);
    return (length: number) => Uint8Array.from({ length }, () => Math.floor(random() * 256));
  };

  it("writes all bytes as base64url", () => {
    const { value, bits, written } = generate({ bytes: 32, prefix: "app_" }, from(1));
    assert.match(value.reveal(), /^app_[\w-]{43}$/);
    assert.deepEqual([bits, written], [256, "43 characters of base64url"]);
  });

  it("ends in a checksum that holds, with no fewer bits than were asked for", () => {
    for (let seed = 0; seed < 200; seed++) {
      const { value, bits } = generate({ bytes: 32, prefix: "acme_", checksum: "crc32-base62" }, from(seed));
      assert.match(value.reveal(), /^acme_[0-9A-Za-z]{49}$/);
      assert.equal(checksums["crc32-base62"]!.verify(value.reveal()), true);
      assert.ok(bits >= 256);
    }
  });

  it("draws every character equally often", () => {
    const counts = new Map<string, number>();
    const { value } = generate({ bytes: 1024, prefix: "acme_", checksum: "crc32-base62" }, from(7));
    const many = Array.from({ length: 60 }, (_, at) =>
      generate({ bytes: 1024, prefix: "acme_", checksum: "crc32-base62" }, from(at)).value.reveal().slice(5, -6),
    ).join("");
    for (const unit of many) counts.set(unit, (counts.get(unit) ?? 0) + 1);
    assert.equal(counts.size, 62);
    const expected = many.length / 62;
    // Of 1,300 a character, five standard deviations are 180; a byte modulo 62 would favour eight of them by a quarter.
    for (const [unit, count] of counts) assert.ok(Math.abs(count - expected) < 180, `${unit} ${count} ${expected}`);
    assert.ok(value.length > 1000);
  });

  it("says why it cannot", () => {
    assert.match(cannotGenerate({ bytes: 8, prefix: "" })!, /fewer can be guessed/);
    assert.match(cannotGenerate({ bytes: 32, prefix: "a b" })!, /letters, digits/);
    assert.match(cannotGenerate({ bytes: 32, prefix: "A-", checksum: "crc32-base62" })!, /underscore/);
    assert.equal(cannotGenerate({ bytes: 32, prefix: "" }), undefined);
  });
});
