/** A text as bytes, one a UTF-16 code unit: what the scan looks at before it asks for a string. */

/** One byte a code unit of the text: ASCII as it is, everything else from 128 on. Offsets in it are offsets in the text. */
export type Units = Uint8Array;

/** What stands for a code unit that is not ASCII. */
const OTHER = 128;

export function unitsOf(text: string): Units {
  const units = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    units[at] = unit < 128 ? unit : OTHER;
  }
  return units;
}

/**
 * The units of a text that is written in UTF-8, without decoding it: of plain ASCII the bytes themselves, not a copy.
 * @returns undefined where the bytes are no UTF-8
 */
export function unitsOfUtf8(bytes: Uint8Array): Units | undefined {
  const first = firstBeyondAscii(bytes);
  return first === bytes.length ? bytes : folded(bytes, first);
}

function firstBeyondAscii(bytes: Uint8Array): number {
  let at = 0;
  for (const last = bytes.length - 7; at < last; at += 8) {
    const any =
      bytes[at]! |
      bytes[at + 1]! |
      bytes[at + 2]! |
      bytes[at + 3]! |
      bytes[at + 4]! |
      bytes[at + 5]! |
      bytes[at + 6]! |
      bytes[at + 7]!;
    if (any > 127) break;
  }
  while (at < bytes.length && bytes[at]! < 128) at++;
  return at;
}

/** RFC 3629: how many bytes follow the first, and what the second may be, so that nothing is written longer than it need be. */
function folded(bytes: Uint8Array, ascii: number): Units | undefined {
  const units = new Uint8Array(bytes.length);
  units.set(bytes.subarray(0, ascii));
  let length = ascii;
  for (let at = ascii; at < bytes.length; ) {
    const lead = bytes[at++]!;
    if (lead < 128) {
      units[length++] = lead;
      while (at < bytes.length && bytes[at]! < 128) units[length++] = bytes[at++]!;
      continue;
    }
    const more = lead < 0xc2 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : 0;
    const second = bytes[at] ?? 0;
    const isLow = (lead === 0xe0 && second < 0xa0) || (lead === 0xf0 && second < 0x90);
    const isHigh = (lead === 0xed && second > 0x9f) || (lead === 0xf4 && second > 0x8f);
    if (more === 0 || isLow || isHigh) return undefined;
    for (const end = at + more; at < end; at++) if (((bytes[at] ?? 0) & 0xc0) !== 0x80) return undefined;
    units[length++] = OTHER;
    if (more === 3) units[length++] = OTHER;
  }
  return units.subarray(0, length);
}
