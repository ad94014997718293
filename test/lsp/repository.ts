/** A repository that lies on no disk, as an editor in a browser has it: it answers what the server asks of its client. */
import type { WorkspaceEdit } from "vscode-languageserver/node";
import {
  type ListFolderParams,
  type ListFolderResult,
  listFolder,
  type NotesParams,
  notes,
  type ReadFileParams,
  type ReadFileResult,
  readFile,
  type SecretStorageParams,
  secretStorage,
} from "../../server/src/protocol.ts";
import { applied } from "./edits.ts";

export class Repository {
  readonly base: string;
  /** Texts by path. */
  readonly files: Map<string, string>;
  /** Of the secret storage, by name. */
  readonly stored = new Map<string, string>();
  readonly notes = new Map<string, string>();
  /** Every address that was asked for. */
  readonly asked: string[] = [];

  constructor(base: string, files: Readonly<Record<string, string>>) {
    this.base = base;
    this.files = new Map(Object.entries(files));
  }

  readonly answer = (method: string, params: unknown): unknown => {
    if (method === readFile) return this.#read(params as ReadFileParams);
    if (method === listFolder) return this.#list(params as ListFolderParams);
    if (method === notes) return kept(this.notes, params as NotesParams, (params as NotesParams).text);
    if (method === secretStorage)
      return kept(this.stored, params as SecretStorageParams, (params as SecretStorageParams).value);
    if (method === "workspace/applyEdit") return this.#apply((params as { edit: WorkspaceEdit }).edit);
    return null;
  };

  /** @returns undefined for what lies outside */
  #pathOf(uri: string): string | undefined {
    this.asked.push(uri);
    if (uri === this.base) return "";
    return uri.startsWith(`${this.base}/`) ? decodeURIComponent(uri.slice(this.base.length + 1)) : undefined;
  }

  #read({ uri, bytes }: ReadFileParams): ReadFileResult {
    const text = this.files.get(this.#pathOf(uri) ?? "outside");
    if (text === undefined) return {};
    const buffer = Buffer.from(text);
    if (bytes && buffer.length > bytes.most) return { size: buffer.length };
    return bytes ? { base64: buffer.toString("base64") } : { text };
  }

  #list({ uri }: ListFolderParams): ListFolderResult {
    const path = this.#pathOf(uri);
    if (path === undefined) return {};
    const file = this.files.get(path);
    if (file !== undefined) return { kind: "file", size: file.length };
    const start = path === "" ? "" : `${path}/`;
    const below = [...this.files.keys()]
      .filter((each) => each.startsWith(start))
      .map((each) => each.slice(start.length));
    const kindOf = (name: string) => (below.includes(name) ? ("file" as const) : ("folder" as const));
    const names = new Set(below.map((each) => each.split("/")[0]!));
    return names.size === 0
      ? {}
      : { kind: "folder", entries: [...names].map((name) => ({ name, kind: kindOf(name) })) };
  }

  #apply({ documentChanges = [] }: WorkspaceEdit): { applied: boolean } {
    for (const change of documentChanges) {
      if (!("textDocument" in change)) continue;
      const path = this.#pathOf(change.textDocument.uri)!;
      this.files.set(path, applied(this.files.get(path) ?? "", change.edits as never));
    }
    return { applied: true };
  }
}

function kept(map: Map<string, string>, { action, name = "" }: NotesParams | SecretStorageParams, given = ""): object {
  if (action === "names") return { names: [...map.keys()] };
  if (action === "put" || action === "write") map.set(name, given);
  if (action === "remove") map.delete(name);
  const found = action === "get" || action === "read" ? map.get(name) : undefined;
  return found === undefined ? {} : { value: found, text: found };
}
