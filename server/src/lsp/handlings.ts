/** What handling rules find in open documents, kept for one version each. */
import type { Catalogue } from "../engine/catalogue.ts";
import type { SourceDocument } from "../engine/document.ts";
import type { HandlingFinding } from "../engine/finding.ts";
import type { HandlingEdits } from "../engine/fix/handling.ts";
import { scanHandling } from "../engine/handling.ts";
import { handlingFix } from "../engine/handling-fix.ts";
import type { Grammars } from "../engine/read/syntax.ts";
import type { Scanned } from "./scanned.ts";

interface Known {
  readonly scanned: Scanned;
  readonly catalogue: Catalogue;
  readonly findings: Promise<readonly HandlingFinding[]>;
}

export class Handlings {
  readonly #catalogue: Catalogue;
  readonly #grammars: Grammars | undefined;
  readonly #known = new Map<string, Known>();

  constructor(catalogue: Catalogue, grammars: Grammars | undefined) {
    this.#catalogue = catalogue;
    this.#grammars = grammars;
  }

  /**
   * Of the text that was scanned, whatever has become of the document since.
   * @param catalogue with what a team adds to it
   */
  of(uri: string, scanned: Scanned, catalogue = this.#catalogue): Promise<readonly HandlingFinding[]> {
    const known = this.#known.get(uri);
    if (known?.scanned === scanned && known.catalogue === catalogue) return known.findings;
    const findings = this.#look(scanned, catalogue);
    this.#known.set(uri, { scanned, catalogue, findings });
    return findings;
  }

  /** The edits that mend it, proved; undefined where there are none. */
  async fixOf(document: SourceDocument, finding: HandlingFinding): Promise<HandlingEdits | undefined> {
    return this.#grammars && handlingFix(document, finding, this.#catalogue, this.#grammars);
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }

  async #look({ document, masks }: Scanned, catalogue: Catalogue): Promise<readonly HandlingFinding[]> {
    // Large documents are scanned in parts, and are too long for a grammar.
    if (!this.#grammars || !masks) return [];
    return (await scanHandling(document, catalogue, this.#grammars, masks)).findings;
  }
}
