/** Mints text from a rule's example templates, so that no token-shaped text needs to be stored (rules/README.md, "Templates"). */
import { checksums } from "./checksum.ts";
import type { Span } from "./document.ts";

/** A minted example and where its `[[...]]` stand, brackets taken out. */
export interface Minted {
  readonly text: string;
  readonly expected: readonly Span[];
}

/** A number in [0, 1), as Math.random gives. */
export type Random = () => number;

/** A reproducible sequence from a seed: mulberry32, public domain, good enough to mint examples and for nothing else. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

const lower = "abcdefghijklmnopqrstuvwxyz";
const upper = lower.toUpperCase();
const digit = "0123456789";
const alnum = digit + upper + lower;

const alphabets: Readonly<Record<string, string>> = {
  digit,
  lower,
  upper,
  alpha: upper + lower,
  alnum,
  base62: alnum,
  loweralnum: digit + lower,
  upperalnum: digit + upper,
  hex: `${digit}abcdef`,
  HEX: `${digit}ABCDEF`,
  base32: `${upper}234567`,
  base64: `${alnum}+/`,
  base64url: `${alnum}-_`,
  word: `${alnum}_`,
};

const PIECE = /\[\[|\]\]|\{uuid\}|\{jwt\}|\{(?:([A-Za-z0-9]+)|\[([^\]]+)\]):(\d+)(?:-(\d+))?\}/g;

/**
 * @param template text with `{class:n}` pieces, and `[[...]]` round what is expected to be found
 * @param checksum the rule's named check, completed inside each `[[...]]`
 * @throws Error naming a class that does not exist
 */
export function mint(template: string, random: Random, checksum?: string): Minted {
  const expected: Span[] = [];
  let text = "";
  let copied = 0;
  let open: number | undefined;
  for (const piece of template.matchAll(PIECE)) {
    text += template.slice(copied, piece.index);
    copied = piece.index + piece[0].length;
    if (piece[0] === "[[") open = text.length;
    else if (piece[0] === "]]" && open !== undefined) {
      text = text.slice(0, open) + completed(text.slice(open), checksum);
      expected.push({ start: open, end: text.length });
      open = undefined;
    } else if (piece[0] === "]]") text += "]]";
    else text += mintPiece(piece, random);
  }
  return { text: text + template.slice(copied), expected };
}

const completed = (value: string, checksum: string | undefined): string =>
  checksum ? (checksums[checksum]?.complete(value) ?? value) : value;

function mintPiece([whole, name, set, least, most]: RegExpExecArray, random: Random): string {
  if (whole === "{uuid}") return uuid(random);
  if (whole === "{jwt}") return jwt(random);
  const length = most ? Number(least) + Math.floor(random() * (Number(most) - Number(least) + 1)) : Number(least);
  if (name === "base64lines") return Array.from({ length }, () => draw(alphabets.base64!, 64, random)).join("\n");
  const alphabet = set ? expand(set) : alphabets[name!];
  if (!alphabet) throw new Error(`"${whole}" names no class of characters; see rules/README.md for those that exist`);
  return draw(alphabet, length, random);
}

/** As random as asked, and never so plain that a judge would take it for a placeholder by chance. */
function draw(alphabet: string, length: number, random: Random): string {
  return Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join("");
}

/** `a-f0-9_` written out. */
function expand(set: string): string {
  return set.replace(/(.)-(.)/g, (_, low: string, high: string) =>
    String.fromCharCode(
      ...Array.from({ length: high.charCodeAt(0) - low.charCodeAt(0) + 1 }, (_unused, by) => low.charCodeAt(0) + by),
    ),
  );
}

function uuid(random: Random): string {
  const digits = draw(alphabets.hex!, 30, random);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(12, 15)}`,
    `a${digits.slice(15, 18)}`,
    digits.slice(18, 30),
  ].join("-");
}

function jwt(random: Random): string {
  return mintJwt(
    { sub: draw(digit, 10, random), name: "Ada", iat: 1_700_000_000 + Math.floor(random() * 1e6) },
    random,
  );
}

/** An HS256-shaped JSON Web Token with these claims and a signature that nobody made. */
export function mintJwt(claims: Readonly<Record<string, unknown>>, random: Random): string {
  const part = (value: unknown): string =>
    btoa(JSON.stringify(value)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}.${draw(alphabets.base64url!, 43, random)}`;
}
