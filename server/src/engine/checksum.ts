/** Checksums that token formats carry, each verified and completed by the issuer's published construction. */
import { decodeJwt } from "./jwt.ts";

export interface Checksum {
  /** Whether the value's checksum holds; undefined where the value is not of the shape that carries one. */
  verify(value: string): boolean | undefined;
  /** The value with its checksum part replaced by the right one; the value itself where it has none. */
  complete(value: string): string;
}

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz";
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** CRC-32 of ASCII text (ISO 3309, as in zlib). */
export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let at = 0; at < text.length; at++) crc = (crc >>> 8) ^ crcTable[(crc ^ text.charCodeAt(at)) & 0xff]!;
  return (crc ^ 0xffffffff) >>> 0;
}

function inBase(number: number, alphabet: string, length: number): string {
  let digits = "";
  for (let rest = number; rest > 0; rest = Math.floor(rest / alphabet.length)) {
    digits = alphabet[rest % alphabet.length]! + digits;
  }
  return digits.padStart(length, alphabet[0]!);
}

const hex = (number: number): string => number.toString(16).padStart(8, "0");
const swapBytes = (number: number): number =>
  (((number & 0xff) << 24) | ((number & 0xff00) << 8) | ((number >>> 8) & 0xff00) | (number >>> 24)) >>> 0;

/** A checksum at the end of the value, over what `body` selects by its first group of what stands before. */
function trailing(shape: RegExp, length: number, sum: (head: RegExpExecArray) => string): Checksum {
  const split = (value: string) => {
    const head = shape.exec(value.slice(0, -length));
    return head && value.length > length ? { head, tail: value.slice(-length) } : undefined;
  };
  return {
    verify: (value) => {
      const parts = split(value);
      return parts && sum(parts.head) === parts.tail;
    },
    complete: (value) => {
      const parts = split(value);
      return parts ? parts.head[0] + sum(parts.head) : value;
    },
  };
}

/** Prefix up to the underscore, a body, six base-62 digits of the body's CRC-32. */
const crcBase62 = trailing(/^[a-z]{2,8}_([A-Za-z0-9]+)$/, 6, (head) => inBase(crc32(head[1]!), BASE62, 6));

/** Named checks, as a rule's `checksum` names them. */
export const checksums: Readonly<Record<string, Checksum>> = {
  /** https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/ */
  "github-crc32": crcBase62,
  "crc32-base62": crcBase62,
  /** glsa_ service accounts: the last eight hexadecimal digits are the little-endian CRC-32 of prefix and body. */
  "grafana-crc32": trailing(/^(glsa_[A-Za-z0-9]{32})_$/, 8, (head) => hex(swapBytes(crc32(head[1]!)))),
  /** zpka_: eight hexadecimal digits of the body's CRC-32. */
  "zuplo-crc32": trailing(/^zpka_([A-Za-z0-9]{32})_$/, 8, (head) => hex(crc32(head[1]!))),
  /** Routable tokens: seven base-36 digits of the CRC-32 of everything before. */
  "gitlab-crc32": trailing(/^(gl[a-z]+-[\w-]+\.\d{2}\.[a-z0-9]{2})$/, 7, (head) => inBase(crc32(head[1]!), BASE36, 7)),
  /** Tokens that end in eight hexadecimal digits of the CRC-32 of the rest. */
  "atlassian-crc32": trailing(/^(AT[A-Z]{3}[\w=-]+)$/, 8, (head) => hex(crc32(head[1]!)).toUpperCase()),
  /** cflt: six base-64 characters of the little-endian CRC-32 of the 54 characters after the prefix. */
  "confluent-crc32": trailing(/^cflt([\w+/]{54})$/, 6, (head) => base64OfCrc(swapBytes(crc32(head[1]!)))),
  /** RFC 7617: base64 of printable text with a colon; the minter's body is replaced by such a text of the same length. */
  "basic-credentials": { verify: isBasicCredential, complete: completeBasicCredential },
  /** RFC 7519: header and claims are JSON objects in base64url, the header names its algorithm. */
  jwt: { verify: (value) => decodeJwt(value) !== undefined, complete: (value) => value },
};

function isBasicCredential(value: string): boolean {
  try {
    return /^[\x20-\x7e]+:[\x20-\x7e]+$/.test(atob(value));
  } catch {
    return false;
  }
}

function completeBasicCredential(value: string): string {
  const text = value.replace(/[^A-Za-z0-9]/g, "x").slice(0, Math.floor((value.length * 3) / 4));
  return btoa(`${text.slice(0, text.length >> 1)}:${text.slice((text.length >> 1) + 1)}`);
}

/** The first six base-64 characters of four bytes, the highest first: all 32 bits. */
function base64OfCrc(crc: number): string {
  const indexes = [crc >>> 26, crc >>> 20, crc >>> 14, crc >>> 8, crc >>> 2, crc << 4];
  return indexes.map((index) => BASE64[index & 63]).join("");
}
