/** What a corpus is made of: which files of a package are source, and how many of them make a corpus of a size. */
import { createHash } from "node:crypto";

/** A package of npm, pinned. */
export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  /** As the registry tells it: `sha512-` and the digest of the archive in base64. */
  readonly integrity: string;
  /** No more than this many bytes of it, so that one package does not make up the corpus. */
  readonly atMost?: number;
}

export interface SourceFile {
  /** The name of its package and its path inside, with `/`: unique, and the same on every machine. */
  readonly path: string;
  readonly bytes: number;
}

/** A file of a corpus: where it comes from and where it goes. */
interface Copy {
  readonly from: string;
  readonly to: string;
  readonly bytes: number;
}

/** How large a corpus is to be. */
export type Size = { readonly bytes: number } | { readonly files: number };

export interface Selection {
  readonly copies: readonly Copy[];
  readonly bytes: number;
  /** How often the sources were gone through: more than once where they ran out, each time into a folder of its own. */
  readonly rounds: number;
}

const LARGEST = 2e6;
const EXTENSIONS = new Set(
  (
    "ts tsx mts cts js mjs cjs jsx vue svelte py pyi java kt swift m mm h c cc cpp hpp go rb php sh bash sql gradle gyp gypi " +
    "properties yml yaml json xml html css scss less md mdx txt toml ini cfg conf"
  ).split(" "),
);

/**
 * Whether a file is source that people and programs read. Folders and files that scanners leave out of their own accord are
 * none, so that all that are compared read the same.
 */
export function isSource({ path, bytes }: SourceFile): boolean {
  const segments = path.split("/");
  const name = segments.at(-1)!;
  const extension = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  return (
    bytes > 0 &&
    bytes <= LARGEST &&
    EXTENSIONS.has(extension) &&
    !/\.min\.|(?:^|[-.])lock\b/.test(name) &&
    !segments.some((segment) => segment.startsWith(".") || segment === "node_modules")
  );
}

/** Files in an order that mixes the packages and is always the same, so that a small corpus is made of the same stuff as a large one. */
export function mixed(files: readonly SourceFile[]): SourceFile[] {
  const keyed = files.map((file) => ({ file, key: createHash("sha1").update(file.path).digest("hex") }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ file }) => file);
}

/** The first of these files, up to so many bytes of them. */
export function atMost(files: readonly SourceFile[], bytes: number): SourceFile[] {
  let total = 0;
  return files.filter((file) => {
    total += file.bytes;
    return total <= bytes;
  });
}

/** Goes through the sources until the size is reached; the last file may go over it. */
export function select(sources: readonly SourceFile[], size: Size): Selection {
  if (sources.length === 0) throw new Error("there are no sources");
  const copies: Copy[] = [];
  let bytes = 0;
  const isEnough = (): boolean => ("bytes" in size ? bytes >= size.bytes : copies.length >= size.files);
  let rounds = 0;
  while (!isEnough()) {
    rounds++;
    for (const file of sources) {
      if (isEnough()) break;
      copies.push({
        from: file.path,
        to: rounds === 1 ? file.path : `again-${rounds}/${file.path}`,
        bytes: file.bytes,
      });
      bytes += file.bytes;
    }
  }
  return { copies, bytes, rounds };
}
