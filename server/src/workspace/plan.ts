/** What a scan is going to read: walks the roots and asks the team's configs, without opening a file. */
import type { Levels } from "../config/levels.ts";
import type { ReportedFinding } from "../engine/inventory.ts";
import type { Files, Unread, WalkedFile, WalkOptions } from "../host/host.ts";
import { ConfigTree, parentOf } from "./configs.ts";
import { relativePath } from "./paths.ts";
import { Surroundings } from "./surroundings.ts";
import type { TeamSet } from "./team/set.ts";

export interface PlanRequest {
  /** Files and folders, absolute. */
  readonly roots: readonly string[];
  /** Findings' paths are relative to this folder, with `/`. */
  readonly base: string;
  readonly honourIgnoreFiles: boolean;
  /** Larger files are not read, in bytes. */
  readonly maxFileSize: number;
  readonly useConfig: boolean;
  /** The configs that are heeded; without them they are read below the base. */
  readonly configs?: ConfigTree;
}

/** A file to be scanned; plain data. */
export interface PlannedFile extends WalkedFile {
  /** What the file is called in findings. */
  readonly name: string;
  /** Of the configs above it, outermost first. */
  readonly levels: readonly Levels[];
  /** What the team looks for itself. */
  readonly team?: TeamSet;
  /** Its content, where that lies in no file; else it is read from the path. */
  readonly bytes?: Uint8Array;
  /** What became of it when its bytes had this hash. */
  readonly known?: { readonly content: Uint8Array; readonly outcome: CleanOutcome };
}

/** What may be remembered of a file: that it holds no finding, or why it cannot be scanned. */
interface CleanOutcome {
  readonly reason?: string;
}

/** A file to be scanned, one of which it is known what a scan would find (with its size in bytes), or something that is not read. */
export type Planned =
  | PlannedFile
  | { readonly name: string; readonly size: number; readonly found: readonly ReportedFinding[] }
  | { readonly name: string; readonly reason: string };

/** In the walk's order. Ends early, without an error, when the signal aborts. */
export async function* plan(request: PlanRequest, files: Files, signal?: AbortSignal): AsyncGenerator<Planned> {
  const { base, honourIgnoreFiles, maxFileSize } = request;
  const surroundings = surroundingsFor(request, files);
  const ignore = (await surroundings.configsFor(`${base}/x`)).map(({ folder, ignore: patterns }) => ({
    folder,
    patterns,
  }));
  const listed: WalkOptions["listed"] = (folder, entries) => surroundings.listed(folder, entries);
  const walks = request.roots.map((root) =>
    files.walk(root, { ignore, honourIgnoreFiles, listed })[Symbol.asyncIterator](),
  );
  // A root that is missing is told before anything is scanned.
  const firsts = await Promise.all(walks.map((walk) => walk.next()));
  let folder: string | undefined;
  let surrounding = await surroundings.inFolderOf(base);
  for (const [at, walk] of walks.entries()) {
    for (let next = firsts[at]!; !next.done; next = await walk.next()) {
      const found = next.value;
      if (signal?.aborted) return;
      if (parentOf(found.path) !== folder) {
        folder = parentOf(found.path);
        surrounding = await surroundings.inFolderOf(found.path);
      }
      const { ignored, levels, team } = surrounding(found.path);
      if (ignored) continue;
      const name = relativePath(base, found.path);
      yield plannedOf(found, name, { levels, ...(team && { team }) }, maxFileSize);
    }
  }
}

/** What configs say, for the files of a scan. */
export const surroundingsFor = (
  { useConfig, base, configs }: Pick<PlanRequest, "useConfig" | "base" | "configs">,
  files: Files,
): Surroundings => new Surroundings(useConfig ? (configs ?? new ConfigTree(files, base)) : undefined);

/** @param maxFileSize larger files are not read, in bytes */
export function plannedOf(
  found: WalkedFile | Unread,
  name: string,
  wanted: Pick<PlannedFile, "levels" | "team">,
  maxFileSize: number,
): PlannedFile | { readonly name: string; readonly reason: string } {
  if ("reason" in found) return { name, reason: found.reason };
  if (found.size > maxFileSize) return { name, reason: `larger than ${Math.round(maxFileSize / 1e6)} MB` };
  const { path, size, stamp } = found;
  return {
    path,
    size,
    name,
    levels: wanted.levels,
    ...(stamp && { stamp }),
    ...(wanted.team && { team: wanted.team }),
  };
}
