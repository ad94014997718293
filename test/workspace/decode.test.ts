/** Bytes become text, or a reason why not. */
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { decode } from "../../server/src/workspace/decode.ts";

const TEXT = "one ü ✓ 🙂\r\ntwo\n";
const utf16 = (text: string, mark: boolean): Buffer => Buffer.from((mark ? "\uFEFF" : "") + text, "utf16le");

describe("bytes", () => {
  it("are text in UTF-8, with or without a byte-order mark, which is no part of it", () => {
    assert.deepEqual(decode(Buffer.from(TEXT)), { text: TEXT });
    assert.deepEqual(decode(Buffer.from(`\uFEFF${TEXT}`)), { text: TEXT });
    assert.deepEqual(decode(new Uint8Array()), { text: "" });
  });

  it("are text in UTF-16 where a mark says so", () => {
    assert.deepEqual(decode(utf16(TEXT, true)), { text: TEXT });
    assert.deepEqual(decode(utf16(TEXT, true).swap16()), { text: TEXT });
  });

  it("are binary where they hold a zero", () => {
    assert.deepEqual(decode(Buffer.from("a\0b")), { reason: "binary" });
    assert.deepEqual(decode(utf16("plain", false)), { reason: "binary" });
    assert.deepEqual(decode(Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13])), { reason: "binary" });
  });

  it("are binary where they are an archive", () => {
    const tar = Buffer.alloc(1024, 0).fill("notes.txt", 0, 9);
    const zip = Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0]);
    for (const archive of [tar, zip, gzipSync(TEXT)]) assert.deepEqual(decode(archive), { reason: "binary" });
  });

  it("that are no UTF-8 hide nothing that stands beside them", () => {
    const decoded = decode(Buffer.concat([Buffer.from([0xe9, 0x20]), Buffer.from("rest"), Buffer.from([0xff, 0xc3])]));
    assert.ok("text" in decoded);
    assert.match(decoded.text, /^\uFFFD rest\uFFFD+$/);
  });

  it("are read from the middle of a larger buffer too", () => {
    assert.deepEqual(decode(Buffer.from(`\0${TEXT}`).subarray(1)), { text: TEXT });
  });
});
