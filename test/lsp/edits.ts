/** Applies a workspace edit as an editor would: to open texts, else to files on disk, made where it says so. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import {
  CreateFile,
  type SnippetTextEdit,
  TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { URI } from "vscode-uri";

/**
 * @param open texts of open documents by address; those that the edit changes are replaced in it
 * @returns the addresses of what was changed, in the edit's order
 */
export function applyEdit(edit: WorkspaceEdit | undefined, open: Map<string, string>): string[] {
  assert.ok(edit, "there is an edit");
  const touched: string[] = [];
  for (const change of documentChanges(edit)) {
    if (CreateFile.is(change)) make(change);
    else {
      assert.ok(TextDocumentEdit.is(change), "only texts are changed and files made");
      const { uri } = change.textDocument;
      touched.push(uri);
      write(uri, applied(read(uri, open), change.edits), open);
    }
  }
  return touched;
}

function documentChanges({
  documentChanges: changes,
  changes: plain,
}: WorkspaceEdit): NonNullable<WorkspaceEdit["documentChanges"]> {
  return (
    changes ?? Object.entries(plain ?? {}).map(([uri, edits]) => ({ textDocument: { uri, version: null }, edits }))
  );
}

function make({ uri, options }: CreateFile): void {
  const path = URI.parse(uri).fsPath;
  assert.ok(options?.ignoreIfExists || !existsSync(path), "it does not exist yet");
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, "");
}

/** Editors show no byte-order mark. */
const read = (uri: string, open: Map<string, string>): string =>
  open.get(uri) ?? readFileSync(URI.parse(uri).fsPath, "utf8").replace(/^\uFEFF/, "");

function write(uri: string, text: string, open: Map<string, string>): void {
  if (open.has(uri)) open.set(uri, text);
  else writeFileSync(URI.parse(uri).fsPath, text);
}

/** Snippets are taken as they stand, with their placeholders filled in. */
export function applied(text: string, edits: readonly (TextEdit | SnippetTextEdit)[]): string {
  const plain = edits.map(
    (edit): TextEdit => ("snippet" in edit ? { range: edit.range, newText: filledIn(edit.snippet.value) } : edit),
  );
  return TextDocument.applyEdits(TextDocument.create("file:///x", "x", 1, text), plain);
}

const filledIn = (snippet: string): string =>
  snippet.replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, "$1").replace(/\\([\\$}])/g, "$1");
