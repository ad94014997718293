/** The raw scans of open documents, kept for one version each. */
import type { Catalogue } from "../engine/catalogue.ts";
import { scan } from "../engine/index.ts";
import type { OpenDocuments, TextDocument } from "./documents.ts";
import type { LargeScans } from "./large/large-scans.ts";
import type { Scanned } from "./scanned.ts";

/** Larger documents are not scanned whole with each keystroke, in UTF-16 code units. */
export const LARGE = 1 << 20;

export class Scans {
  readonly #documents: OpenDocuments;
  readonly #catalogue: Catalogue;
  readonly #large: LargeScans;
  readonly #known = new Map<string, Scanned>();

  constructor(documents: OpenDocuments, catalogue: Catalogue, large: LargeScans) {
    this.#documents = documents;
    this.#catalogue = catalogue;
    this.#large = large;
  }

  /** Waits until something can be said of a document that was just opened. */
  async ready(uri: string, path: string): Promise<void> {
    const open = this.#documents.get(uri);
    if (open && isLarge(open)) await this.#large.ready(open, path);
  }

  /**
   * @param path what the document is called in findings
   * @returns undefined for documents that are not open
   */
  of(uri: string, path: string): Scanned | undefined {
    const open = this.#documents.get(uri);
    if (!open) return undefined;
    if (isLarge(open)) return this.#large.of(open, path);
    this.#large.forget(uri);
    const known = this.#known.get(uri);
    if (known?.version === open.version && known.document.path === path) return known;
    const document = { path, text: open.getText(), languageId: open.languageId };
    const { findings, masks, incomplete } = scan(document, this.#catalogue, new Date());
    // Where the budget ended is not known: some of the document was looked at.
    const unseen = incomplete && { start: 0, end: document.text.length };
    const scanned = { version: open.version, document, findings, masks, ...(unseen && { unseen }) };
    this.#known.set(uri, scanned);
    return scanned;
  }

  forget(uri: string): void {
    this.#known.delete(uri);
    this.#large.forget(uri);
  }
}

const isLarge = (open: TextDocument): boolean => open.getText().length > LARGE;
