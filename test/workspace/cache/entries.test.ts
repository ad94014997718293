/** The table of the cache gives back what was put in, also from its bytes, and refuses bytes that are not its own. */
import assert from "node:assert/strict";
import { Entries, type Entry } from "../../../server/src/workspace/cache/entries.ts";
import { forSeeds, joinedPieces, pick, upTo } from "../../texts.ts";

type Random = Parameters<Parameters<typeof forSeeds>[1]>[0];

function randomEntry(random: Random): Entry {
  const reason = pick([undefined, undefined, "binary", "larger than 20 MB"], random);
  return {
    stamp: {
      size: upTo(2 ** 40, random),
      modified: BigInt(upTo(2 ** 50, random)) * 1000n,
      changed: -BigInt(upTo(2 ** 50, random)),
      inode: 2n ** 64n - 1n - BigInt(upTo(1000, random)),
    },
    read: upTo(2 ** 42, random) + 0.5,
    ...(reason !== undefined && { reason }),
    ...(random() < 0.1 && { found: { variant: pick(["v", "w"], random), list: [] } }),
    ...(random() < 0.5 && { content: Uint8Array.from({ length: 16 }, () => upTo(256, random)) }),
  };
}

const randomPath = (random: Random): string => joinedPieces(["a", "b", "/", ".ts", "é", "\n", " ", "𝒳"], 6, random);

describe("the entries of the cache", () => {
  it("are what was set last, in memory and out of their bytes, however many", () =>
    forSeeds(60, (random) => {
      const expected = new Map<string, Entry>();
      const entries = new Entries();
      for (let left = upTo(random() < 0.1 ? 3000 : 50, random); left > 0; left--) {
        const path = randomPath(random) + upTo(2000, random);
        expected.set(path, randomEntry(random));
        assert.ok(entries.set(path, expected.get(path)!));
      }
      const again = Entries.unpack(Buffer.concat([Buffer.alloc(3), entries.pack()]).subarray(3));
      again.set("new", randomEntry(random));
      for (const table of [entries, again])
        for (const [path, entry] of expected) assert.deepEqual(table.get(path), entry);
      assert.equal(entries.size, expected.size);
      assert.deepEqual([...again.paths()], [...expected.keys(), "new"]);
      assert.equal(entries.get("not there"), undefined);
    }));

  it("leave out what cannot be written down", () => {
    const entries = new Entries();
    const entry = randomEntry(() => 0);
    assert.equal(entries.set("a\0b", entry), false);
    for (let at = 0; at < 255; at++) assert.ok(entries.set(`${at}`, { ...entry, reason: `reason ${at}` }));
    assert.equal(entries.set("one more", { ...entry, reason: "reason 255" }), false);
    assert.equal(entries.size, 255);
    assert.deepEqual(Entries.unpack(entries.pack()).get("254")?.reason, "reason 254");
  });

  it("are not read out of other bytes: cut, changed in length, or of another making", () =>
    forSeeds(100, (random) => {
      const entries = new Entries();
      for (let at = 0; at < 5; at++) entries.set(`${randomPath(random)}${at}`, randomEntry(random));
      const packed = entries.pack();
      const cut = packed.slice(0, upTo(packed.length - 20, random));
      assert.throws(() => Entries.unpack(cut));
      assert.throws(() => Entries.unpack(Uint8Array.from({ length: 40 }, () => upTo(256, random))));
    }));
});
