/** The team configs of all folders, as they stand in the editor or else on disk, and what they say of a document. */
import type { Files } from "../host/host.ts";
import { ConfigTree, type PlacedConfig, type TreeOptions } from "../workspace/configs.ts";
import { type Surrounding, Surroundings } from "../workspace/surroundings.ts";
import { addressOf } from "./address.ts";
import type { Location } from "./folders.ts";

interface Tree {
  readonly tree: ConfigTree;
  readonly surroundings: Surroundings;
}

const nothing: Surrounding = { configs: [], ignored: false, levels: [] };

export class TeamConfigs {
  readonly #files: Files;
  readonly #options: TreeOptions;
  /** Addresses of files that are extended. */
  readonly #extended = new Set<string>();
  #trees = new Map<string, Tree>();

  constructor(files: Files, options: TreeOptions) {
    this.#files = files;
    this.#options = { ...options, onFile: (file) => this.#extended.add(addressOf(file).toString()) };
  }

  /** Outermost first, each behind what it extends; empty for documents that are in no folder. */
  async for(location: Location): Promise<readonly PlacedConfig[]> {
    return (await this.of(location)).configs;
  }

  async of({ folder, file }: Location): Promise<Surrounding> {
    if (folder?.root === undefined || file === undefined) return nothing;
    const { surroundings } = this.#treeOf(folder.root);
    // A config that cannot be read (a folder of that name, no permission) must not take the findings with it.
    return surroundings.of(file).catch(() => nothing);
  }

  /** The configs below a folder. */
  treeFor(root: string): ConfigTree {
    return this.#treeOf(root).tree;
  }

  /** What a config that is being written says, with all that it extends before it. */
  async read({ folder, file, address }: Location, text: string): Promise<readonly PlacedConfig[]> {
    const { tree } = this.#treeOf(folder?.root ?? "");
    return tree.read(file ?? address, text);
  }

  /** Whether a config of this address is extended by another. */
  isExtended(uri: string): boolean {
    return this.#extended.has(uri);
  }

  /** Configs are read again when they are next asked for. */
  invalidate(): void {
    this.#trees = new Map();
  }

  #treeOf(root: string): Tree {
    const known = this.#trees.get(root);
    if (known) return known;
    const tree = new ConfigTree(this.#files, root, this.#options);
    const made = { tree, surroundings: new Surroundings(tree) };
    this.#trees.set(root, made);
    return made;
  }
}
