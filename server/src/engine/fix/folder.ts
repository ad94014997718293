/** Where the store of a document lies, and which files have to be read before a move can be planned. */
import type { SourceDocument } from "../document.ts";
import { type References, type Row, rowOf } from "./references.ts";
import type { FileStore } from "./store.ts";

/** Folders that hold pipelines and nothing else. */
const PIPELINES = /(?:^|\/)\.(?:github|circleci|gitlab|azure-pipelines|azuredevops)\//;

export type FileTexts = ReadonlyMap<string, string>;

/** The folders that hold a path, the innermost first, each with `/` behind it; the workspace folder is "". */
export function foldersOf(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, at) => `${parts.slice(0, parts.length - at).join("/")}/`).concat("");
}

/**
 * The folder whose store is meant, with `/` behind it; "" for the workspace folder. It is the nearest one that holds a
 * package or already a store; the document's own for Compose, the repository's for workflows.
 */
export function storeFolder(
  document: SourceDocument,
  row: Row,
  files: FileTexts,
  store: FileStore,
  references: References,
): string {
  const folders = foldersOf(document.path);
  if (row.storeAt === "document") return folders[0]!;
  if (row.storeAt === "repository") return folders.find((folder) => !PIPELINES.test(folder)) ?? "";
  const marks = [...references.packageMarkers, store.file];
  return folders.find((folder) => marks.some((mark) => files.has(folder + mark))) ?? "";
}

/**
 * Paths, relative to the workspace folder, that `planMove` looks at where they exist.
 * @returns none where the document's language has no reference
 */
export function filesNeeded(document: SourceDocument, store: FileStore, references: References): readonly string[] {
  if (!rowOf(document, references)) return [];
  const signs = references.loaders.flatMap(({ signs, offer }) => [...signs, ...(offer?.when ?? [])]);
  const conditions = references.rows.flatMap(({ refuse, review, spellings, runs }) => {
    const variants = [...spellings.values()].flatMap(({ variants }) => variants);
    return [
      ...[...refuse, ...review, ...variants].flatMap(({ files }) => files ?? []),
      ...runs.map(({ when }) => when),
    ];
  });
  const declared = references.rows.flatMap(({ declare }) => [declare?.file ?? [], declare?.alsoIn ?? []].flat());
  const names = new Set([
    store.file,
    ...store.examples,
    ".gitignore",
    ...references.packageMarkers,
    ...references.entries,
    ...declared,
    ...[...signs, ...conditions].map(({ file }) => file).filter((file) => file !== "code"),
  ]);
  return foldersOf(document.path).flatMap((folder) => [...names].map((name) => folder + name));
}

/** The path from one file to another, both relative to the same folder. */
export function relativePath(from: string, to: string): string {
  const source = from.split("/").slice(0, -1);
  const target = to.split("/");
  let shared = 0;
  while (shared < source.length && source[shared] === target[shared]) shared++;
  return [...source.slice(shared).map(() => ".."), ...target.slice(shared)].join("/");
}
