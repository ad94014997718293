/** The open documents: texts, untitled ones and notebook cells alike, always as they stand in the editor. */
import {
  type Connection,
  type Event,
  NotebookDocuments,
  type TextDocumentChangeEvent,
  type TextDocumentContentChangeEvent,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { URI } from "vscode-uri";
import { addressOf } from "./address.ts";
import { applyChange, type Edit } from "./large/edit.ts";
import { Trail } from "./large/trail.ts";

export type { TextDocument };

export class OpenDocuments {
  readonly #trails = new Map<string, Trail>();
  readonly #texts = new TextDocuments<TextDocument>({
    create: TextDocument.create,
    update: (document, changes, version) => this.#update(document, changes, version),
  });
  /** Cells are kept among the texts. */
  readonly #notebooks = new NotebookDocuments(this.#texts);

  /** Addresses as all write them, which are asked for hundreds of times. */
  readonly #addresses = new Map<string, string>();

  listen(connection: Connection): void {
    this.onDidClose(({ document: { uri } }) => {
      this.#addresses.delete(uri);
      this.#trails.delete(uri);
    });
    this.#texts.listen(connection);
    this.#notebooks.listen(connection);
  }

  /** Fires when a document was opened and whenever its text changed. */
  get onDidChange(): Event<TextDocumentChangeEvent<TextDocument>> {
    return this.#texts.onDidChangeContent;
  }

  get onDidClose(): Event<TextDocumentChangeEvent<TextDocument>> {
    return this.#texts.onDidClose;
  }

  get(uri: string): TextDocument | undefined {
    return this.#texts.get(uri);
  }

  get all(): readonly TextDocument[] {
    return this.#texts.all();
  }

  /** @returns undefined where the edits since that version are not all remembered */
  editsSince(uri: string, version: number): readonly Edit[] | undefined {
    return this.#trails.get(uri)?.since(version);
  }

  #update(document: TextDocument, changes: TextDocumentContentChangeEvent[], version: number): TextDocument {
    const trail = this.#trails.get(document.uri) ?? new Trail(document.version);
    this.#trails.set(document.uri, trail);
    for (const change of changes) trail.add(applyChange(document, change, version));
    return TextDocument.update(document, [], version);
  }

  /** The address that a document is known by on disk: a cell's is its notebook's. */
  fileUri(uri: string): string {
    const notebook = this.#notebooks.findNotebookDocumentForCell(uri);
    if (notebook) return notebook.uri;
    const address = URI.parse(uri);
    return address.scheme === "vscode-notebook-cell" ? address.with({ scheme: "file", fragment: "" }).toString() : uri;
  }

  isCell(uri: string): boolean {
    return this.#notebooks.getNotebookCell(uri) !== undefined;
  }

  /** The open text document (no cell) that overlays a file, absolute, with any separators, or by its address. */
  overlaying(path: string): TextDocument | undefined {
    const address = addressOf(path).toString();
    return this.all.find(({ uri }) => this.#addressOf(uri) === address && !this.isCell(uri));
  }

  #addressOf(uri: string): string {
    const known = this.#addresses.get(uri) ?? URI.parse(uri).toString();
    this.#addresses.set(uri, known);
    return known;
  }
}
