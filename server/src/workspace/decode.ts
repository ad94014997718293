/** Turns a file's bytes into text, or says why it is none. */

import { FileDocument } from "../engine/file-document.ts";

export type Decoded = { readonly text: string } | { readonly reason: string };

/** Bytes that are looked at to tell text from other things, as git does. */
const LOOK = 8000;

/** The same for a scan, decoded only where something in the bytes calls for it: they must stay as they are until the scan is over. */
export function openBytes(path: string, bytes: Uint8Array): FileDocument | { readonly reason: string } {
  return isMarkedUtf16(bytes) || !isBinary(bytes) ? new FileDocument(path, bytes) : { reason: "binary" };
}

const isMarkedUtf16 = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
const isBinary = (bytes: Uint8Array): boolean => bytes.subarray(0, LOOK).includes(0);

/** UTF-8, or UTF-16 where a byte-order mark says so; the mark is not part of the text. Bytes that are no UTF-8 become U+FFFD. */
export function decode(bytes: Uint8Array): Decoded {
  const opened = openBytes("", bytes);
  return "reason" in opened ? opened : { text: opened.text };
}
