/** Units tell of bytes what they would tell of the text, and a file's document is what its bytes decode to. */
import assert from "node:assert/strict";
import { FileDocument } from "../../server/src/engine/file-document.ts";
import type { Random } from "../../server/src/engine/mint.ts";
import { unitsOf, unitsOfUtf8 } from "../../server/src/engine/units.ts";
import { forSeeds, joinedPieces, upTo } from "../texts.ts";

const PIECES = ["a", "Z", "_", "\n", "é", "\u0161", "\u2028", "\uffff", "😀", "\ufeff", "\0"];

/** UTF-8, with a byte here and there that spoils it. */
function randomBytes(random: Random, spoiled: boolean): Uint8Array {
  const bytes = new TextEncoder().encode(joinedPieces(PIECES, upTo(40, random), random));
  if (spoiled) for (let at = upTo(5, random); at > 0; at--) bytes[upTo(bytes.length, random)] = upTo(256, random);
  return bytes;
}

describe("units", () => {
  it("are those of the decoded text, or undefined where the bytes are no UTF-8", () =>
    forSeeds(2000, (random) => {
      const bytes = randomBytes(random, random() < 0.5);
      let text: string | undefined;
      try {
        text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
      } catch {
        text = undefined;
      }
      assert.deepEqual(unitsOfUtf8(bytes), text === undefined ? undefined : unitsOf(text));
    }));

  it("are the bytes themselves where these are ASCII", () => {
    const bytes = new TextEncoder().encode("const plain = 1;\n");
    assert.equal(unitsOfUtf8(bytes), bytes);
  });
});

describe("FileDocument", () => {
  it("has the text that its bytes decode to, and its units", () =>
    forSeeds(1000, (random) => {
      const bytes = randomBytes(random, random() < 0.5);
      if (bytes[0] === 0xff || bytes[0] === 0xfe) return;
      const document = new FileDocument("a.txt", bytes);
      assert.equal(document.text, new TextDecoder().decode(bytes));
      assert.deepEqual(document.units, unitsOf(document.text));
    }));

  it("reads UTF-16 where a byte-order mark says so", () => {
    const little = new Uint8Array([0xff, 0xfe, 0x61, 0x00, 0x61, 0x01]);
    const big = new Uint8Array([0xfe, 0xff, 0x00, 0x61, 0x01, 0x61]);
    for (const bytes of [little, big]) assert.equal(new FileDocument("a.txt", bytes).text, "a\u0161");
  });
});
