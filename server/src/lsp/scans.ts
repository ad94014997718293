/** The raw scans of open documents, kept for one version each. */
import type { Catalogue } from "../engine/catalogue.ts";
import type { Suspicion } from "../engine/finding.ts";
import { scan } from "../engine/index.ts";
import type { TeamSet } from "../workspace/team/set.ts";
import type { TeamScans } from "../workspace/team/team-scans.ts";
import type { OpenDocuments, TextDocument } from "./documents.ts";
import type { LargeScans } from "./large/large-scans.ts";
import type { Scanned } from "./scanned.ts";

/** What a team's own rules suspect in one version of a document. */
export interface Suspected {
  readonly version: number;
  /** Of the set of rules. */
  readonly key: string;
  readonly suspicions: readonly Suspicion[];
}

/** Larger documents are not scanned whole with each keystroke, in UTF-16 code units. */
export const LARGE = 1 << 20;

export class Scans {
  readonly #documents: OpenDocuments;
  readonly #catalogue: Catalogue;
  readonly #large: LargeScans;
  readonly #teams: TeamScans;
  readonly #known = new Map<string, Scanned & { readonly team?: string }>();
  readonly #suspected = new Map<string, Suspected>();

  constructor(documents: OpenDocuments, catalogue: Catalogue, large: LargeScans, teams: TeamScans) {
    this.#teams = teams;
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
   * What a team's own rules suspect in a document as it stands now.
   * @returns undefined for documents that are not open, and for large ones, in which only whole scans look for a team's own
   */
  async suspected(uri: string, path: string, set: TeamSet): Promise<Suspected | undefined> {
    const open = this.#documents.get(uri);
    if (!open || isLarge(open)) return undefined;
    const known = this.#suspected.get(uri);
    if (known && known.version === open.version && known.key === set.key) return known;
    const { version } = open;
    const document = { path, text: open.getText(), languageId: open.languageId };
    const suspected = { version, key: set.key, suspicions: await this.#teams.suspicionsIn(document, set) };
    if (this.#documents.get(uri)?.version === version) this.#suspected.set(uri, suspected);
    return suspected;
  }

  /**
   * @param path what the document is called in findings
   * @param more what a team's own rules suspect, in this version
   * @returns undefined for documents that are not open
   */
  of(uri: string, path: string, more?: Suspected): Scanned | undefined {
    const open = this.#documents.get(uri);
    if (!open) return undefined;
    if (isLarge(open)) return this.#large.of(open, path);
    this.#large.forget(uri);
    const known = this.#known.get(uri);
    if (known?.version === open.version && known.document.path === path && known.team === more?.key) return known;
    const document = { path, text: open.getText(), languageId: open.languageId };
    const { findings, masks, incomplete } = scan(document, this.#catalogue, new Date(), more?.suspicions);
    // Where the budget ended is not known: some of the document was looked at.
    const unseen = incomplete && { start: 0, end: document.text.length };
    const team = more && { team: more.key };
    const scanned = { version: open.version, document, findings, masks, ...team, ...(unseen && { unseen }) };
    this.#known.set(uri, scanned);
    return scanned;
  }

  forget(uri: string): void {
    this.#known.delete(uri);
    this.#suspected.delete(uri);
    this.#large.forget(uri);
  }
}

const isLarge = (open: TextDocument): boolean => open.getText().length > LARGE;
