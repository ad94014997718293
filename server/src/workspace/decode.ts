/** Turns a file's bytes into text, or says why it is none. */

export type Decoded = { readonly text: string } | { readonly reason: string };

/** Bytes that are looked at to tell text from other things, as git does. */
const LOOK = 8000;

/** UTF-8, or UTF-16 where a byte-order mark says so; the mark is not part of the text. Bytes that are no UTF-8 become U+FFFD. */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder("utf-16le").decode(bytes) };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder("utf-16be").decode(bytes) };
  if (bytes.subarray(0, LOOK).includes(0)) return { reason: "binary" };
  return { text: new TextDecoder().decode(bytes) };
}
