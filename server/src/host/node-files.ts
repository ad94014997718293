/** Files by Node: synchronous underneath, as many small reads are several times faster so than by promises. */
import {
  chmodSync,
  closeSync,
  type Dirent,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import ignore, { type Ignore } from "ignore";
import { isRunning } from "./child.ts";
import type { FileReader, Files, Unread, WalkedFile, WalkOptions } from "./host.ts";

export const nodeFiles: Files = {
  read: async (path) => readIfThere(path),
  reader: createReader,
  write: async (path, text) => writeWhole(whereItLies(path), text),
  look: async (path) => look(path),
  walk: (root, options) => walk(resolve(root), options),
};

const isMissing = (error: unknown): boolean =>
  ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, "r");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function readIfThere(path: string): Uint8Array | undefined {
  const descriptor = openIfThere(path);
  if (descriptor === undefined) return undefined;
  try {
    const { size } = fstatSync(descriptor);
    // Files of the system (and growing ones) tell no size that can be relied on.
    if (size === 0) return readFileSync(descriptor);
    const bytes = Buffer.allocUnsafe(size);
    const read = readSync(descriptor, bytes, 0, size, 0);
    return bytes.subarray(0, read);
  } finally {
    closeSync(descriptor);
  }
}

/** Most files of a workspace fit, in bytes. */
const USUAL = 1 << 18;
/** A larger buffer is not kept for the next file, in bytes. */
const KEPT = 1 << 22;

function createReader(): FileReader {
  let buffer = Buffer.allocUnsafeSlow(USUAL);
  return (path) => {
    const descriptor = openIfThere(path);
    if (descriptor === undefined) return undefined;
    if (buffer.length > KEPT) buffer = Buffer.allocUnsafeSlow(USUAL);
    try {
      let length = 0;
      for (;;) {
        const read = readSync(descriptor, buffer, length, buffer.length - length, null);
        if (read === 0) return buffer.subarray(0, length);
        length += read;
        if (length === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
      }
    } finally {
      closeSync(descriptor);
    }
  };
}

function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  sweepDrafts(path);
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.tokenward`);
  try {
    const mode = modeOf(path);
    writeFileSync(draft, text, { mode });
    // What the file had may be more than the umask lets a new file have.
    if (existsSync(path)) chmodSync(draft, mode);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Drafts of the file by processes that were killed: they may hold values. */
function sweepDrafts(path: string): void {
  const begin = `.${basename(path)}.`;
  for (const name of readdirSync(dirname(path))) {
    const pid = name.startsWith(begin) ? /^(\d+)\.tokenward$/.exec(name.slice(begin.length))?.[1] : undefined;
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(dirname(path), name), { force: true });
  }
}

/** A link stays, and the file that it leads to is replaced. */
function whereItLies(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (isMissing(error)) return path;
    throw error;
  }
}

/** A file keeps its mode; a new one that may hold values is its owner's alone. */
function modeOf(path: string): number {
  try {
    return statSync(path).mode & 0o777;
  } catch {
    return basename(path).startsWith(".env") ? 0o600 : 0o644;
  }
}

/** Patterns that hold below a folder. */
interface Layer {
  readonly folder: string;
  readonly matcher: Ignore;
  /** Says nothing of files. */
  readonly foldersOnly?: boolean;
}

const LINK = "a link; what it leads to is scanned where it lies";

async function* walk(root: string, options: WalkOptions): AsyncIterable<WalkedFile | Unread> {
  const stats = statSync(root);
  if (!stats.isDirectory()) {
    yield stats.isFile() ? walked(root) : { path: root, reason: "not a regular file" };
    return;
  }
  const layers = options.ignore.map(
    ({ folder, patterns }): Layer => ({ ...layerOf(folder, patterns), foldersOnly: true }),
  );
  if (options.honourIgnoreFiles) layers.push(...layersAbove(root));
  // Delegating would ask for each file twice.
  for (const found of walkFolder(root, layers, options)) yield found;
}

function* walkFolder(folder: string, above: readonly Layer[], options: WalkOptions): Iterable<WalkedFile | Unread> {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    yield { path: folder, reason: `could not be listed (${(error as NodeJS.ErrnoException).code})` };
    return;
  }
  options.listed?.(folder, entries);
  const own =
    options.honourIgnoreFiles && entries.some(({ name }) => name === ".gitignore")
      ? ignoreFile(folder, ".gitignore")
      : [];
  const layers = [...above, ...own];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = folder.endsWith(sep) ? `${folder}${entry.name}` : `${folder}${sep}${entry.name}`;
    if (entry.name === ".git" || isLeftOut(path, entry.isDirectory(), layers)) continue;
    if (entry.isDirectory()) yield* walkFolder(path, layers, options);
    else if (entry.isFile()) yield walked(path);
    else if (entry.isSymbolicLink()) yield { path, reason: LINK };
  }
}

function look(path: string): WalkedFile | Unread | undefined {
  try {
    const stats = lstatSync(path);
    if (stats.isFile()) return walked(path);
    return { path, reason: stats.isSymbolicLink() ? LINK : "not a regular file" };
  } catch (error) {
    if (isMissing(error)) return undefined;
    return { path, reason: `could not be read (${(error as NodeJS.ErrnoException).code})` };
  }
}

function walked(path: string): WalkedFile | Unread {
  try {
    const { size, mtimeNs, ctimeNs, ino } = statSync(path, { bigint: true });
    const stamp = { size: Number(size), modified: mtimeNs, changed: ctimeNs, inode: ino };
    return { path, size: stamp.size, stamp };
  } catch (error) {
    return { path, reason: `could not be read (${(error as NodeJS.ErrnoException).code})` };
  }
}

/** The innermost layer that says anything about the path decides, as in git. */
export function isLeftOut(path: string, isFolder: boolean, layers: readonly Layer[]): boolean {
  for (let at = layers.length - 1; at >= 0; at--) {
    const { folder, matcher, foldersOnly } = layers[at]!;
    if (foldersOnly && !isFolder) continue;
    const inside = insideOf(folder, path);
    if (inside === undefined) continue;
    const { ignored, unignored } = matcher.test(isFolder ? `${inside}/` : inside);
    if (ignored || unignored) return ignored;
  }
  return false;
}

/** With `/`; undefined where the path does not lie below the folder. */
function insideOf(folder: string, path: string): string | undefined {
  if (path.startsWith(folder) && path[folder.length] === sep && sep === "/") return path.slice(folder.length + 1);
  const inside = relative(folder, path).split(sep).join("/");
  return inside === "" || inside.startsWith("../") ? undefined : inside;
}

/** Git minds the case of names where the system's usual file system does. */
const ignorecase = process.platform === "win32" || process.platform === "darwin";

const layerOf = (folder: string, patterns: readonly string[]): Layer => ({
  folder,
  matcher: ignore({ ignorecase }).add([...patterns]),
});

/** None of patterns that say nothing, as those of git's own exclude file do. */
const layersOf = (folder: string, patterns: readonly string[]): Layer[] =>
  patterns.length > 0 ? [layerOf(folder, patterns)] : [];

function ignoreFile(folder: string, name: string): Layer[] {
  const bytes = readIfThere(join(folder, name));
  return bytes ? layersOf(folder, patternsOf(bytes)) : [];
}

/** The patterns of a file; blank lines and comments are none. */
const patternsOf = (bytes: Uint8Array): string[] =>
  new TextDecoder()
    .decode(bytes)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "" && !line.startsWith("#"));

/** Where a repository lies. */
interface GitFolders {
  /** The work tree's root. */
  readonly root: string;
  /** Holds the files of this work tree: its index. */
  readonly git: string;
  /** Holds what all work trees of the repository share. */
  readonly common: string;
}

/** @returns undefined outside git */
export function gitFolders(path: string): GitFolders | undefined {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const git = gitFolderOf(join(folder, ".git"));
    if (git) return { root: folder, git, common: commonFolder(git) };
    if (dirname(folder) === folder) return undefined;
  }
}

/** In work trees and submodules `.git` is a file that names the folder. */
function gitFolderOf(path: string): string | undefined {
  try {
    if (statSync(path).isDirectory()) return path;
  } catch {
    return undefined;
  }
  const named = /^gitdir: (.+)$/m.exec(readFileSync(path, "utf8").slice(0, 4096));
  return named ? resolve(dirname(path), named[1]!.trim()) : undefined;
}

/** In work trees that were added, a file names the folder that they share: https://git-scm.com/docs/gitrepository-layout */
function commonFolder(git: string): string {
  const named = readIfThere(join(git, "commondir"));
  return named ? resolve(git, Buffer.from(named).toString("utf8").trim()) : git;
}

/** The patterns that hold for a folder from above it: git's own exclude file, and each .gitignore from the root down. */
export function layersAbove(folder: string): Layer[] {
  const git = gitFolders(folder);
  if (!git) return [];
  const exclude = readIfThere(join(git.common, "info/exclude"));
  const layers = exclude ? layersOf(git.root, patternsOf(exclude)) : [];
  const steps = relative(git.root, folder).split(sep).filter(Boolean);
  const folders = steps.map((_, at) => join(git.root, ...steps.slice(0, at)));
  return [...layers, ...folders.flatMap((above) => ignoreFile(above, ".gitignore"))];
}
