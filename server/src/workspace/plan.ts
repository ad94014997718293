/** What a scan is going to read: walks the roots and asks the team's configs, without opening a file. */
import type { Levels } from "../config/team-config.ts";
import type { ReportedFinding } from "../engine/inventory.ts";
import type { Files, WalkedFile } from "../host/host.ts";
import { ConfigTree, type PlacedConfig } from "./configs.ts";
import { ignoring } from "./ignored.ts";
import { relativePath } from "./paths.ts";

export interface PlanRequest {
  /** Files and folders, absolute. */
  readonly roots: readonly string[];
  /** Findings' paths are relative to this folder, with `/`. */
  readonly base: string;
  readonly honourIgnoreFiles: boolean;
  /** Larger files are not read, in bytes. */
  readonly maxFileSize: number;
  readonly useConfig: boolean;
}

/** A file to be scanned; plain data. */
export interface PlannedFile extends WalkedFile {
  /** What the file is called in findings. */
  readonly name: string;
  /** Of the configs above it, outermost first. */
  readonly levels: readonly Levels[];
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
  const surroundings = new Surroundings(request, files);
  const ignore = (await surroundings.configsFor(`${base}/x`)).map(({ folder, ignore: patterns }) => ({
    folder,
    patterns,
  }));
  const walks = request.roots.map((root) => files.walk(root, { ignore, honourIgnoreFiles })[Symbol.asyncIterator]());
  // A root that is missing is told before anything is scanned.
  const firsts = await Promise.all(walks.map((walk) => walk.next()));
  for (const [at, walk] of walks.entries()) {
    for (let next = firsts[at]!; !next.done; next = await walk.next()) {
      const found = next.value;
      if (signal?.aborted) return;
      const { isIgnored, levels } = await surroundings.of(found.path);
      if (isIgnored(found.path)) continue;
      const name = relativePath(base, found.path);
      if ("reason" in found) yield { name, reason: found.reason };
      else if (found.size > maxFileSize) yield { name, reason: `larger than ${Math.round(maxFileSize / 1e6)} MB` };
      else yield { ...found, name, levels };
    }
  }
}

interface Surrounding {
  readonly isIgnored: (path: string) => boolean;
  readonly levels: readonly Levels[];
}

/** What configs say of the paths of a folder, worked out once for all of them. */
class Surroundings {
  readonly #tree: ConfigTree | undefined;
  readonly #known = new WeakMap<readonly PlacedConfig[], Surrounding>();
  readonly #none: readonly PlacedConfig[] = [];

  constructor({ useConfig, base }: PlanRequest, files: Files) {
    this.#tree = useConfig ? new ConfigTree(files, base) : undefined;
  }

  async configsFor(path: string): Promise<readonly PlacedConfig[]> {
    return (await this.#tree?.configsFor(path)) ?? this.#none;
  }

  async of(path: string): Promise<Surrounding> {
    const configs = await this.configsFor(path);
    const known = this.#known.get(configs) ?? {
      isIgnored: ignoring(configs),
      levels: configs.map(({ rules }) => ({ rules })),
    };
    this.#known.set(configs, known);
    return known;
  }
}
