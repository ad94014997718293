/** What workspace scans found in the files on disk, by file. */
import type { FileChangeType } from "vscode-languageserver";
import type { FingerprintedFinding } from "../engine/inventory.ts";
import type { Folder } from "./folders.ts";

/** One scanned file that holds findings. */
export interface FoundFile {
  readonly folder: Folder;
  /** Absolute. */
  readonly file: string;
  readonly found: readonly FingerprintedFinding[];
}

export class DiskFindings {
  readonly #files = new Map<string, FoundFile>();
  /** Whether a scan runs at this moment. */
  scanning = false;
  /** Whether what changed is scanned again at this moment. */
  rescanning = false;
  /** Whether all folders were scanned since the server started. */
  complete = false;
  /** What changed since, by address, and is to be scanned again. */
  readonly changed = new Map<string, FileChangeType>();
  /** Whether a config or an ignore file changed since, so that all is to be scanned again. */
  outdated = false;

  get all(): readonly FoundFile[] {
    return [...this.#files.values()];
  }

  put(scanned: FoundFile): void {
    if (scanned.found.length > 0) this.#files.set(scanned.file, scanned);
    else this.#files.delete(scanned.file);
  }

  /** Forgets a file, or all files below a folder. */
  forget(path: string): void {
    for (const file of [...this.#files.keys()]) {
      if (file === path || file.startsWith(`${path}/`) || file.startsWith(`${path}\\`)) this.#files.delete(file);
    }
  }

  /** Forgets the folder's files that a whole scan did not come upon again. */
  retain(folder: Folder, seen: ReadonlySet<string>): void {
    for (const { folder: holder, file } of this.all) {
      if (holder.uri === folder.uri && !seen.has(file)) this.#files.delete(file);
    }
  }

  /** Forgets what lies in none of these folders; in a new one there may be anything. */
  keepOnly(folders: readonly Folder[]): void {
    for (const { folder, file } of this.all) {
      if (!folders.some(({ uri }) => uri === folder.uri)) this.#files.delete(file);
    }
  }
}
