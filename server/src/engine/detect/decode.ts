/** Decodes stretches of text: base64, hexadecimal digits, and escapes. Junk gives undefined, early and without an exception. */
import type { Span } from "../document.ts";
import type { Units } from "../units.ts";

/** What a stretch of text stands for. */
export interface Decoded {
  readonly text: string;
  /** It was UTF-16: nobody encodes a token so, but a script, as PowerShell's `-EncodedCommand` has it. */
  readonly isScript?: true;
  /** Where in the text around the stretch that stands which became this span of `text`; all of the stretch where its characters are not decoded one by one. */
  spanOf(span: Span): Span;
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const sextets = new Int8Array(256).fill(-1);
for (const [value, character] of [...BASE64].entries()) sextets[character.charCodeAt(0)] = value;
sextets["-".charCodeAt(0)] = 62;
sextets["_".charCodeAt(0)] = 63;

/** So many bytes of readable text are plain ASCII at its beginning; of other bytes hardly any eight are. */
const SURE = 8;

/**
 * @param span base64 (RFC 4648, sections 4 and 5), without padding; white space between lines is passed over
 * @returns undefined where it does not decode to readable text
 */
export function decodeBase64(text: string, span: Span): Decoded | undefined {
  const unit = (at: number): number => text.charCodeAt(span.start + at);
  if (isReadable(unit(0), unit(1), unit(2), unit(3))) return readable(span, sextetsOf(text, span), 6);
  return isWide(unit(0), unit(1), unit(2), unit(3)) ? wide(text, span) : undefined;
}

const sextetOf = (unit: number): number => sextets[unit] ?? 0;

/** Most runs are identifiers and random values: their first three bytes tell, at no cost. */
function isReadable(first: number, second: number, third: number, fourth: number): boolean {
  const [b, c] = [sextetOf(second), sextetOf(third)];
  return (
    isOfText((sextetOf(first) << 2) | (b >> 4), 0) &&
    isOfText(((b & 15) << 4) | (c >> 2), 0) &&
    isOfText(((c & 3) << 6) | sextetOf(fourth), 0)
  );
}

/** UTF-16 with the lower byte first: of Latin letters every other byte is zero. */
function isWide(first: number, second: number, third: number, fourth: number): boolean {
  const [b, c] = [sextetOf(second), sextetOf(third)];
  const isZero = (b & 15) === 0 && c >> 2 === 0;
  return isZero && isOfText((sextetOf(first) << 2) | (b >> 4), 0) && isOfText(((c & 3) << 6) | sextetOf(fourth), 0);
}

/** False where the first characters of a run tell that it decodes to nothing readable, neither as base64 nor as hexadecimal digits. */
export function mayDecode(units: Units, start: number): boolean {
  const first = units[start]!;
  const [second, third, fourth] = [units[start + 1] ?? 0, units[start + 2] ?? 0, units[start + 3] ?? 0];
  return isLowDigit(first) || isReadable(first, second, third, fourth) || isWide(first, second, third, fourth);
}

/** Latin letters alone; ends at the first other one. */
function wide(text: string, span: Span): Decoded | undefined {
  let [decoded, pending, held, low] = ["", 0, 0, -1];
  for (let at = span.start; at < span.end; at++) {
    const unit = sextets[text.charCodeAt(at)] ?? -1;
    if (unit < 0) continue;
    pending = ((pending << 6) | unit) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    const byte = (pending >> held) & 0xff;
    if (low < 0) {
      if (!isOfText(byte, decoded.length)) return undefined;
      low = byte;
    } else {
      if (byte !== 0) return undefined;
      decoded += String.fromCharCode(low);
      low = -1;
    }
  }
  return { text: decoded, isScript: true, spanOf: () => span };
}

/** Pairs of hexadecimal digits; undefined where they don't decode to readable text. */
export function decodeHex(text: string, span: Span): Decoded | undefined {
  const isHex = beginsHex(text, span.start) && HEX.test(text.slice(span.start, span.end));
  return isHex ? readable(span, digitsOf(text, span), 4) : undefined;
}

const HEX = /^(?:[0-9a-fA-F]{2})+$/;

/** Readable text begins with a byte below 0x80: its first digit is one. */
const isLowDigit = (unit: number): boolean => unit >= 48 && unit <= 55;
const beginsHex = (text: string, start: number): boolean => isLowDigit(text.charCodeAt(start));

type UnitReader = (at: number) => number;

function sextetsOf(text: string, { start, end }: Span): { count: number; read: UnitReader } {
  return { count: end - start, read: (at) => sextets[text.charCodeAt(start + at)] ?? -1 };
}

function digitsOf(text: string, { start, end }: Span): { count: number; read: UnitReader } {
  return { count: end - start, read: (at) => Number.parseInt(text[start + at]!, 16) };
}

/** Joins units of some bits into bytes, and these into text; ends at the first byte that no text holds. */
function readable(span: Span, { count, read }: { count: number; read: UnitReader }, bits: number): Decoded | undefined {
  const bytes = new Uint8Array(Math.ceil((count * bits) / 8));
  let length = 0;
  let pending = 0;
  let held = 0;
  for (let at = 0; at < count; at++) {
    const unit = read(at);
    if (unit < 0) continue;
    pending = ((pending << bits) | unit) & 0xffff;
    held += bits;
    if (held < 8) continue;
    held -= 8;
    const byte = (pending >> held) & 0xff;
    if (!isOfText(byte, length)) return undefined;
    bytes[length++] = byte;
  }
  const text = utf8(bytes.subarray(0, length));
  return text === undefined ? undefined : { text, spanOf: () => span };
}

const isOfText = (byte: number, at: number): boolean =>
  (byte >= 32 && byte < 127) || byte === 10 || byte === 13 || byte === 9 || (byte > 127 && at >= SURE);

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** `\u0041`, `\u{41}`, `\x41`, and what JSON escapes; `%41` (RFC 3986). Only ASCII: no token holds more. */
const ESCAPE =
  /\\(?:u00([0-7][0-9a-f])|u\{0{0,4}([0-7][0-9a-f])\}|U000000([0-7][0-9a-f])|x([0-7][0-9a-f])|(["'`\\/nrt]))|%([2-7][0-9a-f]|0[9ad])/gi;
const named: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/** Replaces the escapes of a stretch by what they stand for; what is no escape stays. */
export function decodeEscapes(text: string, { start, end }: Span): Decoded {
  const raw = text.slice(start, end);
  const origins: number[] = [];
  let decoded = "";
  let copied = 0;
  const copyTo = (to: number): void => {
    for (let at = copied; at < to; at++) origins.push(start + at);
    decoded += raw.slice(copied, to);
  };
  for (const { index, 0: written, 1: u, 2: braced, 3: long, 4: x, 5: character, 6: percent } of raw.matchAll(ESCAPE)) {
    copyTo(index);
    origins.push(start + index);
    decoded += character
      ? (named[character] ?? character)
      : String.fromCharCode(Number.parseInt((u ?? braced ?? long ?? x ?? percent)!, 16));
    copied = index + written.length;
  }
  copyTo(raw.length);
  origins.push(end);
  return { text: decoded, spanOf: (span) => ({ start: origins[span.start]!, end: origins[span.end]! }) };
}
