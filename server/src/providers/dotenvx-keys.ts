/** Keys and encryption of dotenvx: ECIES on secp256k1, base64 behind `encrypted:` (https://dotenvx.com/docs). */
import { decrypt as open, PrivateKey, encrypt as seal } from "eciesjs";

const PREFIX = "encrypted:";

export interface KeyPair {
  /** In hexadecimal, as `.env` and `.env.keys` hold them. */
  readonly publicKey: string;
  readonly privateKey: string;
}

export function newKeyPair(): KeyPair {
  const key = new PrivateKey();
  return { publicKey: key.publicKey.toHex(true), privateKey: Buffer.from(key.secret).toString("hex") };
}

/** @throws Error where the key is none */
export const encrypt = (publicKey: string, value: string): string =>
  PREFIX + Buffer.from(seal(publicKey, new TextEncoder().encode(value))).toString("base64");

export const isEncrypted = (written: string): boolean => written.startsWith(PREFIX);

/** @throws Error where the key is none, or another one's */
export const decrypt = (privateKey: string, written: string): string =>
  new TextDecoder().decode(open(privateKey, Buffer.from(written.slice(PREFIX.length), "base64")));
