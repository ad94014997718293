/** The team configs of all folders, as they stand in the editor or else on disk. */
import type { Files } from "../host/host.ts";
import { ConfigTree, type PlacedConfig } from "../workspace/configs.ts";
import type { Location } from "./folders.ts";

export class TeamConfigs {
  readonly #files: Files;
  #trees = new Map<string, ConfigTree>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** Outermost first; empty for documents that are in no folder on this machine. */
  async for({ folder, file }: Location): Promise<readonly PlacedConfig[]> {
    if (folder?.root === undefined || file === undefined) return [];
    const tree = this.#trees.get(folder.root) ?? new ConfigTree(this.#files, folder.root);
    this.#trees.set(folder.root, tree);
    // A config that cannot be read (a folder of that name, no permission) must not take the findings with it.
    return tree.configsFor(file).catch(() => []);
  }

  /** Configs are read again when they are next asked for. */
  invalidate(): void {
    this.#trees = new Map();
  }
}
