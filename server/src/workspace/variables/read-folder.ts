/** Reads the names of variables in the files of a folder; files named `.env` are read also where git leaves them out. */
import type { SourceDocument } from "../../engine/document.ts";
import type { References } from "../../engine/fix/index.ts";
import type { Namings } from "../../engine/variables/compile.ts";
import { variablesIn } from "../../engine/variables/read.ts";
import type { FileVariables } from "../../engine/variables/variable.ts";
import type { FileReader, Files } from "../../host/host.ts";
import type { ConfigTree } from "../configs.ts";
import { decode } from "../decode.ts";
import { plan } from "../plan.ts";
import { isToScan } from "../result.ts";
import { Turns } from "../turns.ts";

export interface FolderRequest {
  /** Absolute. */
  readonly root: string;
  readonly references: References;
  readonly namings: Namings;
  /** Without them they are read below the root. */
  readonly configs?: ConfigTree;
}

/** One file that names variables, by its path relative to the root, with `/`. */
export interface NamingFile {
  readonly path: string;
  readonly variables: FileVariables;
}

/** Longer files are made by programs, in bytes. */
const LARGEST = 1_000_000;

/** Stores that lie beside code: nearly always left out by git, so that no walk comes upon them. */
const STORES = [
  ".env",
  ".env.local",
  ".env.development",
  ".env.development.local",
  ".env.dev",
  ".env.production",
  ".env.production.local",
  ".env.prod",
  ".env.staging",
  ".env.test",
  ".env.test.local",
  ".envrc",
  ".dev.vars",
  ".flaskenv",
];

/** Ends early, without an error, when the signal aborts. */
export async function* readFolder(
  { root, references, namings, configs }: FolderRequest,
  files: Files,
  signal?: AbortSignal,
): AsyncGenerator<NamingFile> {
  const read = files.reader();
  const turns = new Turns();
  const request = { roots: [root], base: root, honourIgnoreFiles: true, maxFileSize: LARGEST, useConfig: true };
  const folders = new Set<string>([""]);
  const done = new Set<string>();
  for await (const file of plan({ ...request, ...(configs && { configs }) }, files, signal)) {
    const path = file.name;
    folders.add(path.slice(0, path.lastIndexOf("/") + 1));
    if (!isToScan(file)) continue;
    done.add(path);
    const variables = variablesOfFile(file.path, path, read, { references, namings });
    if (variables) yield { path, variables };
    if (turns.isOver) await turns.next();
  }
  for (const folder of folders) {
    if (signal?.aborted) return;
    for (const path of STORES.map((name) => folder + name).filter((name) => !done.has(name))) {
      const variables = variablesOfFile(`${root}/${path}`, path, read, { references, namings });
      if (variables) yield { path, variables };
    }
    if (turns.isOver) await turns.next();
  }
}

/** Whether a file of that name is a store, which is read wherever it lies. */
export const isStoreFile = (path: string): boolean =>
  /(?:^|\/)(?:\.env(?:rc|\.[\w.-]+)?|\.dev\.vars|\.flaskenv)$/.test(path);

/**
 * @param file absolute
 * @param path what it is called
 * @returns undefined where it names none, or cannot be read
 */
export function variablesOfFile(
  file: string,
  path: string,
  read: FileReader,
  { references, namings }: Pick<FolderRequest, "references" | "namings">,
): FileVariables | undefined {
  try {
    const variables = variablesIn(
      lazily(path, () => read(file)),
      references,
      namings,
    );
    return variables.places.length > 0 || variables.unseen ? variables : undefined;
  } catch {
    // What cannot be read names nothing that could be looked up; a scan tells of it.
    return undefined;
  }
}

/** Most files are of a kind that names no variables, which their paths tell. */
function lazily(path: string, read: () => Uint8Array | undefined): SourceDocument {
  let text: string | undefined;
  return {
    path,
    get text() {
      if (text === undefined) {
        const bytes = read();
        const decoded = bytes && bytes.length <= LARGEST ? decode(bytes) : undefined;
        text = decoded && "text" in decoded ? decoded.text : "";
      }
      return text;
    },
  };
}
