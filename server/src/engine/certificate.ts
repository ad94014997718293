/** When the certificate of a private key ends, where both stand in one text. */
import type { Span } from "./document.ts";

/** How far from its key a certificate is looked for, in UTF-16 code units. */
const REACH = 1 << 16;

const CERTIFICATE = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s\\nr]{64,16384}?)-----END CERTIFICATE-----/g;
const KEY = /-----BEGIN ((?:[A-Z]+ )?PRIVATE KEY)-----([A-Za-z0-9+/=\s\\nr]{32,16384}?)-----END \1-----/;
/** `-----BEGIN CERTIFICATE-----` in base64, as kubeconfigs have it. */
const ENCODED = /LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t[A-Za-z0-9+/=]{64,32768}/g;
const SSH = /(?:ssh|ecdsa|sk)-[a-z0-9-]+-cert-v01@openssh\.com ([A-Za-z0-9+/=]{64,16384})/g;

/**
 * @param text what the key stands in
 * @param span where the key, or what stands for it, is
 * @returns ISO 8601: of an X.509 certificate (RFC 5280) `notAfter`, of an OpenSSH one (PROTOCOL.certkeys) `valid before`; undefined
 *   where there is none that holds the key's public half
 */
export function certificateExpiry(text: string, span: Span): string | undefined {
  const key = keyBytes(text.slice(span.start, span.end));
  if (!key) return undefined;
  const around = text.slice(Math.max(0, span.start - REACH), span.end + REACH);
  for (const certificate of certificatesIn(around)) {
    const read = certificate && readX509(certificate);
    if (read && holds(key, read.publicKey)) return iso(read.notAfter);
  }
  for (const [, body] of around.matchAll(SSH)) {
    const read = readSsh(bytesOf(body!) ?? new Uint8Array());
    if (read && holds(key, read.publicKey)) return iso(read.validBefore);
  }
  return undefined;
}

const iso = (milliseconds: number): string | undefined =>
  Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds).toISOString() : undefined;

function* certificatesIn(text: string): Iterable<Uint8Array | undefined> {
  for (const [, body] of text.matchAll(CERTIFICATE)) yield bytesOf(body!);
  for (const [encoded] of text.matchAll(ENCODED)) {
    const decoded = bytesOf(encoded);
    for (const [, body] of decoded ? new TextDecoder().decode(decoded).matchAll(CERTIFICATE) : []) yield bytesOf(body!);
  }
}

/** Of a PEM, or of one in base64. */
function keyBytes(value: string): Uint8Array | undefined {
  const pem = value.startsWith("LS0tLS1") ? new TextDecoder().decode(bytesOf(value) ?? new Uint8Array()) : value;
  const body = KEY.exec(pem)?.[2];
  return body === undefined ? undefined : bytesOf(body);
}

function bytesOf(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64.replace(/\\[nr]|\s/g, "")), (unit) => unit.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** Whether the key's bytes hold the public ones: a private key in the usual formats has both halves in it. */
function holds(key: Uint8Array, part: Uint8Array): boolean {
  if (part.length < 32) return false;
  for (let at = key.indexOf(part[0]!); at >= 0 && at + part.length <= key.length; at = key.indexOf(part[0]!, at + 1)) {
    if (part.every((byte, offset) => key[at + offset] === byte)) return true;
  }
  return false;
}

interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
  /** Where the next one begins. */
  readonly end: number;
}

/** One element of DER (X.690). */
function elementAt(bytes: Uint8Array, at: number): Element | undefined {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined) return undefined;
  const count = first < 0x80 ? 0 : first & 0x7f;
  if (count > 4) return undefined;
  let length = count === 0 ? first : 0;
  for (let each = 0; each < count; each++) length = length * 256 + (bytes[at + 2 + each] ?? 0);
  const start = at + 2 + count;
  return start + length > bytes.length
    ? undefined
    : { tag, content: bytes.subarray(start, start + length), end: start + length };
}

function elementsOf(bytes: Uint8Array): Element[] {
  const elements: Element[] = [];
  for (let at = 0, element = elementAt(bytes, 0); element; element = elementAt(bytes, at)) {
    elements.push(element);
    at = element.end;
  }
  return elements;
}

const VERSION = 0xa0;
const BIT_STRING = 0x03;
const SEQUENCE = 0x30;
const UTC_TIME = 0x17;

function readX509(bytes: Uint8Array): { readonly notAfter: number; readonly publicKey: Uint8Array } | undefined {
  const [signed] = elementsOf(elementAt(bytes, 0)?.content ?? new Uint8Array());
  const fields = elementsOf(signed?.content ?? new Uint8Array());
  const [, , , validity, , publicInfo] = fields[0]?.tag === VERSION ? fields.slice(1) : fields;
  const notAfter = elementsOf(validity?.content ?? new Uint8Array())[1];
  const bits = elementsOf(publicInfo?.content ?? new Uint8Array()).find(({ tag }) => tag === BIT_STRING);
  const time = notAfter && timeOf(notAfter);
  if (time === undefined || !bits) return undefined;
  // Of an RSA key the modulus, without its sign; of others the point itself.
  const inner = elementAt(bits.content, 1);
  const modulus = inner?.tag === SEQUENCE ? elementsOf(inner.content)[0]?.content : undefined;
  return { notAfter: time, publicKey: modulus ? modulus.subarray(1) : bits.content.subarray(1) };
}

/** RFC 5280 section 4.1.2.5: two digits of a year from 50 on are of the last century. */
function timeOf({ tag, content }: Element): number | undefined {
  const text = String.fromCharCode(...content);
  const digits = tag === UTC_TIME ? (Number(text.slice(0, 2)) < 50 ? "20" : "19") + text : text;
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(digits) ?? [];
  if (second === undefined) return undefined;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}

/** A string of SSH (RFC 4251): its length in four bytes, and itself. */
function sshStrings(
  bytes: Uint8Array,
  from: number,
  count: number,
): { strings: Uint8Array[]; end: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const strings: Uint8Array[] = [];
  let at = from;
  for (let each = 0; each < count; each++) {
    if (at + 4 > bytes.length) return undefined;
    const length = view.getUint32(at);
    if (at + 4 + length > bytes.length) return undefined;
    strings.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return { strings, end: at };
}

/** How many strings the public key has, by its kind; the last one tells keys apart. */
const PARTS: readonly (readonly [kind: RegExp, count: number])[] = [
  [/^ssh-rsa-/, 2],
  [/^ssh-ed25519-/, 1],
  [/^ecdsa-/, 2],
];

/** Nonce, key, serial, type, key id, principals, valid after, valid before, ... */
function readSsh(bytes: Uint8Array): { readonly validBefore: number; readonly publicKey: Uint8Array } | undefined {
  const head = sshStrings(bytes, 0, 2);
  const kind = new TextDecoder().decode(head?.strings[0]);
  const count = PARTS.find(([pattern]) => pattern.test(kind))?.[1];
  const key = head && count !== undefined ? sshStrings(bytes, head.end, count) : undefined;
  const names = key && sshStrings(bytes, key.end + 12, 2);
  if (!key || !names || names.end + 16 > bytes.length) return undefined;
  const seconds = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(names.end + 8);
  // All bits set stand for no end.
  return seconds > 0xffffffffffn ? undefined : { validBefore: Number(seconds) * 1000, publicKey: key.strings.at(-1)! };
}
