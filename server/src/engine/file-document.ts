/** A file's bytes as a document: most files are never decoded, as nothing in their bytes calls for it. */
import type { SourceDocument } from "./document.ts";
import { type Units, unitsOf, unitsOfUtf8 } from "./units.ts";

const utf8 = new TextDecoder();

export class FileDocument implements SourceDocument {
  readonly path: string;
  readonly units: Units;
  readonly #bytes: Uint8Array;
  #text: string | undefined;

  /**
   * @param bytes UTF-8, or UTF-16 where a byte-order mark says so; the mark is not part of the text, and bytes that are no UTF-8 become
   *   U+FFFD. They are looked at as long as the document is: whoever uses them again must have done with it.
   */
  constructor(path: string, bytes: Uint8Array) {
    this.path = path;
    this.#bytes = bytes;
    this.#text = utf16(bytes);
    this.units = (this.#text === undefined ? unitsOfUtf8(withoutMark(bytes)) : undefined) ?? unitsOf(this.text);
  }

  get text(): string {
    this.#text ??= utf8.decode(this.#bytes);
    return this.#text;
  }
}

function utf16(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return undefined;
}

const withoutMark = (bytes: Uint8Array): Uint8Array =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
