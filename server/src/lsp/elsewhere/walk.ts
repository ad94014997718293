/** Walks what only the client reaches, as the walk of a disk does: ignore files honoured, links not followed, `.git` left out. */
import ignore, { type Ignore } from "ignore";
import type { Files, Unread, WalkedFile, WalkOptions } from "../../host/host.ts";
import type { ListFolderResult } from "../../protocol.ts";

/** What is asked of the client; paths are addresses. */
interface Source {
  list(path: string): Promise<ListFolderResult>;
  readonly read: Files["read"];
}

/** Patterns that hold below a folder. */
interface Layer {
  readonly folder: string;
  readonly matcher: Ignore;
  /** Says nothing of files. */
  readonly foldersOnly: boolean;
}

const LINK = "a link; what it leads to is scanned where it lies";

/** Sizes are told for a single file only: what they are is known when a file is read. @throws Error where there is no such root */
export async function* walkElsewhere(
  root: string,
  { ignore: patterns, honourIgnoreFiles }: WalkOptions,
  source: Source,
): AsyncIterable<WalkedFile | Unread> {
  const { kind, size = 0, entries } = await source.list(root);
  if (kind === undefined) throw new Error("there is nothing at this address");
  if (kind === "file") yield { path: root, size };
  if (kind !== "folder") return;
  const layers = patterns.map(({ folder, patterns: each }) => layerOf(folder, each, true));
  yield* walkFolder(root, entries ?? [], layers, honourIgnoreFiles, source);
}

async function* walkFolder(
  folder: string,
  entries: NonNullable<ListFolderResult["entries"]>,
  above: readonly Layer[],
  honourIgnoreFiles: boolean,
  source: Source,
): AsyncIterable<WalkedFile | Unread> {
  const hasOwn = honourIgnoreFiles && entries.some(({ name }) => name === ".gitignore");
  const own = hasOwn ? await source.read(`${folder}/.gitignore`).catch(() => undefined) : undefined;
  const layers = own ? [...above, layerOf(folder, new TextDecoder().decode(own).split(/\r?\n/), false)] : above;
  for (const { name, kind } of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${folder}/${name}`;
    if (name === ".git" || isLeftOut(path, kind === "folder", layers)) continue;
    if (kind === "file") yield { path, size: 0 };
    else if (kind === "link") yield { path, reason: LINK };
    else {
      const listed = await source.list(path).catch(() => undefined);
      if (listed) yield* walkFolder(path, listed.entries ?? [], layers, honourIgnoreFiles, source);
      else yield { path, reason: "could not be listed" };
    }
  }
}

const layerOf = (folder: string, patterns: readonly string[], foldersOnly: boolean): Layer => ({
  folder: `${folder}/`,
  matcher: ignore().add([...patterns]),
  foldersOnly,
});

/** The innermost layer that says anything about the path decides, as in git. */
function isLeftOut(path: string, isFolder: boolean, layers: readonly Layer[]): boolean {
  for (let at = layers.length - 1; at >= 0; at--) {
    const { folder, matcher, foldersOnly } = layers[at]!;
    if ((foldersOnly && !isFolder) || !path.startsWith(folder)) continue;
    const inside = path.slice(folder.length);
    const { ignored, unignored } = matcher.test(isFolder ? `${inside}/` : inside);
    if (ignored || unignored) return ignored;
  }
  return false;
}
