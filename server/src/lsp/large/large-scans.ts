/** Scans of documents that are too large for every keystroke: what is edited at once, the whole when it is quiet. */
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Catalogue } from "../../engine/catalogue.ts";
import type { SourceDocument, Span } from "../../engine/document.ts";
import type { Finding } from "../../engine/finding.ts";
import type { Debouncer } from "../debouncer.ts";
import type { OpenDocuments } from "../documents.ts";
import type { Scanned } from "../scanned.ts";
import type { Aside } from "./aside.ts";
import { stretched } from "./edit.ts";
import { rescan } from "./rescan.ts";

/** The whole is scanned when the document has been quiet for so long, in milliseconds. */
const QUIET = 500;
/** Of a document that takes too long half is scanned, and half of that; less than this is not tried, in UTF-16 code units. */
const LEAST = 1 << 16;

interface Large {
  scanned: Scanned;
  /** Whether the whole is being scanned. */
  busy: boolean;
  /** Settled once the whole was scanned for the first time, or that was given up. */
  readonly first: Promise<void>;
  readonly arrived: () => void;
}

export class LargeScans {
  readonly #documents: OpenDocuments;
  readonly #catalogue: Catalogue;
  readonly #aside: Aside;
  readonly #debouncer: Debouncer;
  readonly #onNews: (uri: string) => void;
  readonly #known = new Map<string, Large>();

  /** @param onNews told of a document for which there is more to say than was said of its version */
  constructor(
    documents: OpenDocuments,
    catalogue: Catalogue,
    aside: Aside,
    debouncer: Debouncer,
    onNews: (uri: string) => void,
  ) {
    this.#documents = documents;
    this.#catalogue = catalogue;
    this.#aside = aside;
    this.#debouncer = debouncer;
    this.#onNews = onNews;
  }

  /** Waits until there is something to go by. */
  async ready(open: TextDocument, path: string): Promise<void> {
    this.of(open, path);
    await this.#known.get(open.uri)?.first;
  }

  /** What is known of the document's version by now; more may follow. */
  of(open: TextDocument, path: string): Scanned {
    const known = this.#known.get(open.uri);
    if (known?.scanned.document.path !== path) return this.#begin(open, path);
    if (known.scanned.version !== open.version) {
      known.scanned = this.#advanced(known.scanned, open);
      this.#debouncer.schedule(`whole ${open.uri}`, QUIET, () => void this.#scanWhole(open.uri));
    }
    return known.scanned;
  }

  /** Who waits for it waits no longer. */
  forget(uri: string): void {
    const known = this.#known.get(uri);
    if (!known) return;
    this.#known.delete(uri);
    known.arrived();
    this.#debouncer.cancel(`whole ${uri}`);
    if (this.#known.size === 0) this.#aside.end();
  }

  dispose(): void {
    for (const uri of [...this.#known.keys()]) this.forget(uri);
  }

  #begin(open: TextDocument, path: string): Scanned {
    this.forget(open.uri);
    let arrived = (): void => {};
    const first = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const scanned = { version: open.version, document: documentOf(open, path), findings: [] };
    this.#known.set(open.uri, { scanned, busy: false, first, arrived });
    // Not within the message that asks for it: others that wait come first.
    this.#debouncer.schedule(`whole ${open.uri}`, 0, () => void this.#scanWhole(open.uri));
    return scanned;
  }

  /** The same after the edits since then: exact near them, and elsewhere as it was. */
  #advanced({ version, document: { path }, findings, unseen }: Scanned, open: TextDocument): Scanned {
    const document = documentOf(open, path);
    const edits = this.#documents.editsSince(open.uri, version);
    const end = document.text.length;
    const start = unseen && edits?.reduce(stretched, unseen).start;
    return {
      version: open.version,
      document,
      findings: edits ? rescan(findings, edits, { open, document }, this.#catalogue) : [],
      ...(start !== undefined && start < end && { unseen: { start, end } }),
    };
  }

  async #scanWhole(uri: string): Promise<void> {
    const [known, open] = [this.#known.get(uri), this.#documents.get(uri)];
    if (!known || !open || known.busy) return;
    known.busy = true;
    const before = this.of(open, known.scanned.document.path);
    const found = await this.#scanUntil(before, open);
    known.busy = false;
    if (this.#known.get(uri) !== known) return;
    known.scanned = before.version === open.version ? found : this.#advanced(found, open);
    known.arrived();
    if (before.version !== open.version)
      this.#debouncer.schedule(`whole ${uri}`, QUIET, () => void this.#scanWhole(uri));
    if (JSON.stringify(found.unseen) !== JSON.stringify(before.unseen) || !areSame(found.findings, before.findings))
      this.#onNews(uri);
  }

  /** Scans up to what could not be looked at before, and less where that takes too long. */
  async #scanUntil(before: Scanned, open: TextDocument): Promise<Scanned> {
    const { version, document, findings } = before;
    const length = document.text.length;
    for (let end = before.unseen?.start ?? length; end > LEAST; end = lineBefore(document.text, end >> 1)) {
      const found = await this.#aside.scan({ open, document: { ...document, text: document.text.slice(0, end) } });
      if (found) {
        const behind = findings.filter(({ span }) => span.start >= end);
        return { version, document, findings: [...found, ...behind], ...unseenFrom(end, length) };
      }
      if (this.#documents.get(open.uri) !== open) break;
    }
    return { version, document, findings, ...unseenFrom(0, length) };
  }
}

const unseenFrom = (start: number, end: number): { unseen?: Span } => (start < end ? { unseen: { start, end } } : {});

const lineBefore = (text: string, at: number): number => text.lastIndexOf("\n", at) + 1 || at;

const documentOf = (open: TextDocument, path: string): SourceDocument => ({
  path,
  text: open.getText(),
  languageId: open.languageId,
});

/** Whether nobody would see a difference. */
const areSame = (some: readonly Finding[], others: readonly Finding[]): boolean =>
  some.length === others.length && some.every((finding, at) => shownOf(finding) === shownOf(others[at]!));

const shownOf = ({ id, range, ruleId, confidence, message, related }: Finding): string =>
  JSON.stringify([id, range, ruleId, confidence, message, related]);
