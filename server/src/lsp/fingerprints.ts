/** Fingerprints of findings, each by the key of the folder that it stands in. */
import type { Catalogue } from "../engine/catalogue.ts";
import type { Finding } from "../engine/finding.ts";
import { Fingerprinter } from "../engine/fingerprint.ts";
import type { Host } from "../host/host.ts";
import { fingerprintKeyFor } from "../workspace/fingerprint-key.ts";

export class Fingerprints {
  readonly #host: Host;
  readonly #catalogue: Catalogue;
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

  /** Keys are chosen anew: with trust, git may be asked for a better one. */
  reset(): void {
    this.#known = new Map();
  }

  async #fingerprinterFor(root: string | undefined): Promise<Fingerprinter> {
    const key = await fingerprintKeyFor(root, this.#host);
    return new Fingerprinter(key, this.#host.hashes);
  }
}
