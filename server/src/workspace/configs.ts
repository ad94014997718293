/** The team configs that hold for a path: the nearest `.tokenward.yml` upward, and those above it up to the folder's root. */
import { CONFIG_NAME, readTeamConfig, type TeamConfig } from "../config/team-config.ts";
import type { Files } from "../host/host.ts";

/** A config with the folder that it lies in (absolute, with the machine's separators as given). */
export interface PlacedConfig extends TeamConfig {
  readonly folder: string;
}

export class ConfigTree {
  readonly #files: Files;
  readonly #root: string;
  #known = new Map<string, Promise<PlacedConfig | undefined>>();
  #chains = new Map<string, Promise<readonly PlacedConfig[]>>();

  /** @param root absolute folder above which no config is looked for */
  constructor(files: Files, root: string) {
    this.#files = files;
    this.#root = trimEnd(root);
  }

  /** Outermost first; empty where there is none; the same list for all paths of a folder. */
  configsFor(path: string): Promise<readonly PlacedConfig[]> {
    const folder = parent(path);
    const known = this.#chains.get(folder) ?? this.#chainOf(path);
    this.#chains.set(folder, known);
    return known;
  }

  /** Configs are read again when they are next asked for. */
  invalidate(): void {
    this.#known = new Map();
    this.#chains = new Map();
  }

  async #chainOf(path: string): Promise<readonly PlacedConfig[]> {
    const found = await Promise.all(this.#foldersAbove(path).map((folder) => this.#configIn(folder)));
    return found.filter((config) => config !== undefined);
  }

  #foldersAbove(path: string): string[] {
    const folders: string[] = [];
    for (let folder = parent(path); isWithin(folder, this.#root); folder = parent(folder)) {
      folders.unshift(folder);
      if (folder.length <= this.#root.length) break;
    }
    return folders;
  }

  #configIn(folder: string): Promise<PlacedConfig | undefined> {
    const known = this.#known.get(folder) ?? this.#read(folder);
    this.#known.set(folder, known);
    return known;
  }

  async #read(folder: string): Promise<PlacedConfig | undefined> {
    const bytes = await this.#files.read(`${folder}/${CONFIG_NAME}`);
    return bytes && { ...readTeamConfig(new TextDecoder().decode(bytes)), folder };
  }
}

const isWithin = (folder: string, root: string): boolean =>
  folder === root || (folder.startsWith(root) && /[\\/]/.test(folder[root.length]!));
const trimEnd = (path: string): string => path.replace(/[\\/]+$/, "");
const parent = (path: string): string => path.replace(/[\\/][^\\/]*$/, "");
