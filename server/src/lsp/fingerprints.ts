/** Fingerprints of findings, each by the key of the folder that it stands in. */
import type { Catalogue } from "../engine/catalogue.ts";
import type { Finding } from "../engine/finding.ts";
import { Fingerprinter, type FingerprintKey } from "../engine/fingerprint.ts";
import type { Host } from "../host/host.ts";
import { fingerprintKeyFor } from "../workspace/fingerprint-key.ts";

export class Fingerprints {
  readonly #host: Host;
  readonly #catalogue: Catalogue;
  #keys = new Map<string | undefined, Promise<FingerprintKey>>();
  #known = new Map<string | undefined, Promise<Fingerprinter>>();

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
  }

  async #fingerprinterFor(root: string | undefined): Promise<Fingerprinter> {
    return new Fingerprinter(await this.keyOf(root), this.#host.hashes);
  }
}
