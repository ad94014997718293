/** What is known of variables: a table for each folder, and the places of each open document. */
import type { References } from "../../engine/fix/index.ts";
import { compileNamings, type Namings } from "../../engine/variables/compile.ts";
import { variablesIn } from "../../engine/variables/read.ts";
import { VariableTable } from "../../engine/variables/table.ts";
import type { FileVariables } from "../../engine/variables/variable.ts";
import type { TextDocument } from "../documents.ts";

/** The names of one folder. */
export interface FolderNames {
  readonly table: VariableTable;
  /** Ends the reading of the folder. */
  readonly reading: AbortController;
  /** When all files were read; it never fails. */
  readonly read: Promise<void>;
  complete: boolean;
  /** Documents whose text stands in the place of what is on disk, by path, with the version that was read. */
  readonly open: Map<string, number>;
  /** Paths that changed on disk since they were read. */
  readonly changed: Set<string>;
  /** Whether all is to be read again. */
  outdated: boolean;
  /** The table's revision that open documents were last told of. */
  told: number;
}

export class Names {
  readonly #references: References;
  #namings: Namings | undefined;
  /** By the folder's address. */
  readonly #folders = new Map<string, FolderNames>();
  /** Of open documents, for one version each. */
  readonly #documents = new Map<string, { readonly version: number; readonly variables: FileVariables }>();

  constructor(references: References) {
    this.#references = references;
  }

  /** Compiled when they are first asked for. */
  get namings(): Namings {
    this.#namings ??= compileNamings(this.#references);
    return this.#namings;
  }

  folder(uri: string): FolderNames | undefined {
    return this.#folders.get(uri);
  }

  /** @param read reads the folder into the table until the signal aborts; it never fails */
  begin(uri: string, read: (table: VariableTable, signal: AbortSignal) => Promise<void>): FolderNames {
    const table = new VariableTable();
    const reading = new AbortController();
    const state: FolderNames = {
      table,
      reading,
      complete: false,
      open: new Map(),
      changed: new Set(),
      outdated: false,
      told: 0,
      read: read(table, reading.signal).then(() => {
        state.complete = !reading.signal.aborted;
      }),
    };
    this.#folders.set(uri, state);
    return state;
  }

  /** The names in a document as it stands in the editor. */
  of(document: TextDocument, path: string): FileVariables {
    const { uri, version, languageId } = document;
    const known = this.#documents.get(uri);
    if (known?.version === version) return known.variables;
    const variables = variablesIn({ path, text: document.getText(), languageId }, this.#references, this.namings);
    this.#documents.set(uri, { version, variables });
    return variables;
  }

  /** Forgets a document that was closed. */
  close(uri: string): void {
    this.#documents.delete(uri);
  }

  /** Forgets all folders: documents may belong elsewhere now. */
  forgetFolders(): void {
    this.end();
    this.#folders.clear();
  }

  end(): void {
    for (const { reading } of this.#folders.values()) reading.abort();
  }

  get begun(): ReadonlyMap<string, FolderNames> {
    return this.#folders;
  }
}
