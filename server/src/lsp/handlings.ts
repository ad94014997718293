/** What handling rules find in open documents, kept for one version each. */
import type { Catalogue } from "../engine/catalogue.ts";
import type { HandlingFinding } from "../engine/finding.ts";
import { scanHandling } from "../engine/handling.ts";
import type { Grammars } from "../engine/read/syntax.ts";
import type { Scanned } from "./scanned.ts";

export class Handlings {
  readonly #catalogue: Catalogue;
  readonly #grammars: Grammars | undefined;
  readonly #known = new Map<string, { scanned: Scanned; findings: Promise<readonly HandlingFinding[]> }>();

  constructor(catalogue: Catalogue, grammars: Grammars | undefined) {
    this.#catalogue = catalogue;
    this.#grammars = grammars;
  }

  /** Of the text that was scanned, whatever has become of the document since. */
  of(uri: string, scanned: Scanned): Promise<readonly HandlingFinding[]> {
    const known = this.#known.get(uri);
    if (known?.scanned === scanned) return known.findings;
    const findings = this.#look(scanned);
    this.#known.set(uri, { scanned, findings });
    return findings;
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }

  async #look({ document, masks }: Scanned): Promise<readonly HandlingFinding[]> {
    // Large documents are scanned in parts, and are too long for a grammar.
    if (!this.#grammars || !masks) return [];
    return (await scanHandling(document, this.#catalogue, this.#grammars, masks)).findings;
  }
}
