/** Makes token texts of random bytes: base64url, or base62 with a checksum behind it, as issuers' own formats have. */
import { checksums } from "./checksum.ts";
import { Secret } from "./secret.ts";

/** What a token is made of. */
export interface GenerateRequest {
  /** How many random bytes it is worth. */
  readonly bytes: number;
  /** What it begins with: letters, digits, `_` and `-`. */
  readonly prefix: string;
  /** A check at its end, by which scanners tell it from other texts. */
  readonly checksum?: ChecksumName;
}

export type ChecksumName = "crc32-base62";

export interface Generated {
  readonly value: Secret;
  /** How hard it is to guess. */
  readonly bits: number;
  /** How it is written, in words: "43 characters of base64url". */
  readonly written: string;
}

/** Fewer can be guessed: 112 bits (NIST SP 800-63B-4, look-up secrets). */
const FEWEST = 14;
const MOST = 1024;
const PREFIX = /^[A-Za-z0-9_-]{0,40}$/;
/** What the checksum is made of begins behind the underscore. */
const CHECKED_PREFIX = /^[a-z]{2,8}_$/;

/** @returns why no token can be made so, in a sentence; undefined where one can */
export function cannotGenerate({ bytes, prefix, checksum }: GenerateRequest): string | undefined {
  if (!Number.isInteger(bytes) || bytes < FEWEST || bytes > MOST)
    return `The number of bytes is from ${FEWEST} to ${MOST}: fewer can be guessed.`;
  if (!PREFIX.test(prefix)) return "A prefix is made of at most 40 letters, digits, _ and -.";
  if (checksum && !CHECKED_PREFIX.test(prefix))
    return "With a checksum the prefix is two to eight lower-case letters and an underscore, as acme_.";
  return undefined;
}

/** @param random bytes from the system's generator */
export function generate(
  { bytes, prefix, checksum }: GenerateRequest,
  random: (length: number) => Uint8Array,
): Generated {
  if (!checksum) {
    const body = base64url(random(bytes));
    const written = `${body.length} characters of base64url`;
    return { value: new Secret(prefix + body), bits: bytes * 8, written };
  }
  const length = Math.ceil((bytes * 8) / Math.log2(BASE62.length));
  const value = checksums[checksum]!.complete(`${prefix}${base62(length, random)}${"0".repeat(CHECKSUM)}`);
  const bits = Math.floor(length * Math.log2(BASE62.length));
  return { value: new Secret(value), bits, written: `${length} characters of base62 and a checksum of ${CHECKSUM}` };
}

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const CHECKSUM = 6;
/** Bytes from here on would make some characters likelier than others. */
const FAIR = 256 - (256 % BASE62.length);

function base62(length: number, random: (length: number) => Uint8Array): string {
  let text = "";
  while (text.length < length)
    for (const byte of random(length)) if (byte < FAIR && text.length < length) text += BASE62[byte % BASE62.length];
  return text;
}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
