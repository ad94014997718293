/** Fingerprints of findings, each by the key of the folder that it stands in. */
import type { Catalogue } from "../engine/catalogue.ts";
import type { Finding } from "../engine/finding.ts";
import { Fingerprinter, type FingerprintKey } from "../engine/fingerprint.ts";
import type { Secret } from "../engine/secret.ts";
import type { Host } from "../host/host.ts";
import { fingerprintKeyFor } from "../workspace/fingerprint-key.ts";

/** So many slow ones are remembered. */
const MOST_SLOW = 500;

interface Slow {
  readonly secret: Secret;
  /** Undefined until it is made. */
  fingerprint: string | undefined;
}

export class Fingerprints {
  readonly #host: Host;
  readonly #catalogue: Catalogue;
  #keys = new Map<string | undefined, Promise<FingerprintKey>>();
  #known = new Map<string | undefined, Promise<Fingerprinter>>();
  /** Of values that may be guessed, as far as they were asked for. */
  #slow: readonly Slow[] = [];
  #making: Promise<void> = Promise.resolve();

  constructor(host: Host, catalogue: Catalogue) {
    this.#host = host;
    this.#catalogue = catalogue;
  }

  /** @param root absolute folder, or undefined where there is none */
  async of(finding: Finding, root: string | undefined): Promise<string> {
    const known = this.#known.get(root) ?? this.#fingerprinterFor(root);
    this.#known.set(root, known);
    const rule = this.#catalogue.rule(finding.ruleId);
    if (!rule) throw new Error(`the catalogue has no rule ${finding.ruleId}`);
    return (await known).of(finding, rule);
  }

  /**
   * For whoever does not wait: undefined where it is being made, of which `made` tells.
   * @param root absolute folder
   */
  async soon(finding: Finding, root: string, made: () => void): Promise<string | undefined> {
    const rule = this.#catalogue.rule(finding.ruleId);
    const fingerprinter = await (this.#known.get(root) ?? this.#fingerprinterFor(root));
    this.#known.set(root, Promise.resolve(fingerprinter));
    if (!rule || !fingerprinter.isSlow(finding, rule)) return this.of(finding, root);
    const known = this.#slow.find(({ secret }) => secret.equals(finding.secret));
    if (known) return known.fingerprint;
    this.#makeSoon(finding, root, made);
    return undefined;
  }

  /** One at a time: what is typed makes many values, of which only the last ones last. */
  #makeSoon(finding: Finding, root: string, made: () => void): void {
    const slow: Slow = { secret: finding.secret, fingerprint: undefined };
    this.#slow = [...this.#slow.slice(-MOST_SLOW), slow];
    this.#making = this.#making
      .then(async () => {
        if (!this.#slow.includes(slow)) return;
        slow.fingerprint = await this.of(finding, root);
        made();
      })
      .catch(() => {});
  }

  /** What the fingerprints of a folder are made with. */
  keyOf(root: string | undefined): Promise<FingerprintKey> {
    const known = this.#keys.get(root) ?? fingerprintKeyFor(root, this.#host);
    this.#keys.set(root, known);
    return known;
  }

  /** Keys are chosen anew: with trust, git may be asked for a better one. */
  reset(): void {
    this.#keys = new Map();
    this.#known = new Map();
    this.#slow = [];
  }

  async #fingerprinterFor(root: string | undefined): Promise<Fingerprinter> {
    return new Fingerprinter(await this.keyOf(root), this.#host.hashes);
  }
}
