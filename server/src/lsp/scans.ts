/** The raw scans of open documents, kept for one version each. */
import type { Catalogue } from "../engine/catalogue.ts";
import type { SourceDocument } from "../engine/document.ts";
import type { Mask } from "../engine/excerpt.ts";
import type { Finding } from "../engine/finding.ts";
import { scan } from "../engine/index.ts";
import type { OpenDocuments } from "./documents.ts";

export interface Scanned {
  readonly version: number;
  readonly document: SourceDocument;
  readonly findings: readonly Finding[];
  readonly masks: readonly Mask[];
}

export class Scans {
  readonly #documents: OpenDocuments;
  readonly #catalogue: Catalogue;
  readonly #known = new Map<string, Scanned>();

  constructor(documents: OpenDocuments, catalogue: Catalogue) {
    this.#documents = documents;
    this.#catalogue = catalogue;
  }

  /**
   * @param path what the document is called in findings
   * @returns undefined for documents that are not open
   */
  of(uri: string, path: string): Scanned | undefined {
    const open = this.#documents.get(uri);
    if (!open) return undefined;
    const known = this.#known.get(uri);
    if (known?.version === open.version && known.document.path === path) return known;
    const document = { path, text: open.getText(), languageId: open.languageId };
    const { findings, masks } = scan(document, this.#catalogue, new Date());
    const scanned = { version: open.version, document, findings, masks };
    this.#known.set(uri, scanned);
    return scanned;
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }
}
