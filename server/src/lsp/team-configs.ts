/** The team configs of all folders, as they stand in the editor or else on disk, and what they say of a document. */

import { URI } from "vscode-uri";
import type { Files } from "../host/host.ts";
import { ConfigTree, type PlacedConfig, type TreeOptions } from "../workspace/configs.ts";
import { type Surrounding, Surroundings } from "../workspace/surroundings.ts";
import type { Folder, Location } from "./folders.ts";

/** Its path, or, where it lies elsewhere, its address. */
const rootOf = ({ root, uri }: Folder): string => root ?? URI.parse(uri).toString(true);

interface Tree {
  readonly tree: ConfigTree;
  readonly surroundings: Surroundings;
}

const nothing: Surrounding = { configs: [], ignored: false, levels: [] };

export class TeamConfigs {
  readonly #files: Files;
  /** Of documents that lie elsewhere, by address. */
  readonly #elsewhere: Files;
  readonly #options: TreeOptions;
  /** Addresses of files that are extended. */
  readonly #extended = new Set<string>();
  #trees = new Map<string, Tree>();

  /** @param elsewhere reads what is named by address and lies on no disk of this machine */
  constructor(files: Files, elsewhere: Files, options: TreeOptions) {
    this.#files = files;
    this.#elsewhere = elsewhere;
    this.#options = { ...options, onFile: (file) => this.#extended.add(URI.file(file).toString()) };
  }

  /** Outermost first, each behind what it extends; empty for documents that are in no folder. */
  async for(location: Location): Promise<readonly PlacedConfig[]> {
    return (await this.of(location)).configs;
  }

  async of({ folder, file, address }: Location): Promise<Surrounding> {
    if (!folder) return nothing;
    const { surroundings } = this.#treeOf(rootOf(folder));
    // A config that cannot be read (a folder of that name, no permission) must not take the findings with it.
    return surroundings.of(folder.root === undefined ? address : (file ?? address)).catch(() => nothing);
  }

  /** The configs below a folder of this machine. */
  treeFor(root: string): ConfigTree {
    return this.#treeOf(root).tree;
  }

  /** What a config that is being written says, with all that it extends before it. */
  async read({ folder, file, address }: Location, text: string): Promise<readonly PlacedConfig[]> {
    const { tree } = this.#treeOf(folder ? rootOf(folder) : "");
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
    const tree = new ConfigTree(root.includes("://") ? this.#elsewhere : this.#files, root, this.#options);
    const made = { tree, surroundings: new Surroundings(tree) };
    this.#trees.set(root, made);
    return made;
  }
}
