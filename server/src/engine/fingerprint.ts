/** Fingerprints: equal values have equal ones within a scope, and they tell nothing else. */
import type { Finding } from "./finding.ts";
import type { TokenRule } from "./rule.ts";
import type { Secret } from "./secret.ts";

/** How far equal values have equal fingerprints: wherever the key file, the repository or the run is the same. */
export type FingerprintScope = "file" | "repository" | "run";

export interface FingerprintKey {
  readonly scope: FingerprintScope;
  readonly bytes: Uint8Array;
}

/** The two functions that a host brings. Values go in as UTF-8. */
export interface KeyedHashes {
  /** HMAC-SHA-256 (RFC 2104), 32 bytes. */
  hmac(key: Uint8Array, value: string): Promise<Uint8Array>;
  /** scrypt (RFC 7914) with N = 2^14, r = 8, p = 1, the key as salt; 32 bytes. Takes tens of milliseconds by design. */
  scrypt(key: Uint8Array, value: string): Promise<Uint8Array>;
}

/** Values with at least this much randomness cannot be guessed, so a fast hash is enough (NIST SP 800-63B-4, look-up secrets). */
const UNGUESSABLE_BITS = 112;
const KEPT_HEX_OF_WEAK = 20;

export class Fingerprinter {
  readonly scope: FingerprintScope;
  readonly #key: Uint8Array;
  readonly #hashes: KeyedHashes;
  readonly #known = new Map<string, Promise<string>>();

  constructor(key: FingerprintKey, hashes: KeyedHashes) {
    this.scope = key.scope;
    this.#key = key.bytes;
    this.#hashes = hashes;
  }

  /** The fingerprint of a value found by a rule: 64 hexadecimal digits, or 20 for values that could be guessed. */
  async of({ secret, encoded }: Pick<Finding, "secret" | "encoded">, rule: TokenRule): Promise<string> {
    // Encoding makes a value longer, and no harder to guess.
    const weak = this.isSlow({ secret, ...(encoded && { encoded }) }, rule);
    return weak ? this.ofChosen(secret) : this.#fast(secret);
  }

  /** Of a value that may be guessed: 20 hexadecimal digits. */
  async ofChosen(secret: Secret): Promise<string> {
    const memo = await this.#fast(secret);
    const known = this.#known.get(memo) ?? this.#hashes.scrypt(this.#key, secret.reveal()).then(toHex);
    this.#known.set(memo, known);
    return (await known).slice(0, KEPT_HEX_OF_WEAK);
  }

  async #fast(secret: Secret): Promise<string> {
    return toHex(await this.#hashes.hmac(this.#key, secret.reveal()));
  }

  /** Whether it takes the slow hash to tell the value's fingerprint. */
  isSlow({ secret, encoded }: Pick<Finding, "secret" | "encoded">, rule: TokenRule): boolean {
    return encoded === true || bitsOf(secret, rule) < UNGUESSABLE_BITS;
  }
}

/**
 * A careful estimate of a value's randomness in bits: what a person chose counts as weak whatever its length; what an
 * issuer made has at least four bits a character behind its prefix.
 */
function bitsOf(secret: Secret, rule: TokenRule): number {
  if (rule.trigger.kind === "name" || rule.chosen) return 0;
  return (secret.length - rule.prefix.length) * 4;
}

const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
