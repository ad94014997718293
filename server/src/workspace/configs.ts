/** The team configs that hold for a path: the nearest `.tokenward.yml` upward, those above it up to the folder's root, and what they extend. */
import { isPreset } from "../config/presets.ts";
import { CONFIG_NAME } from "../config/team-config.ts";
import type { Files } from "../host/host.ts";
import { ConfigReader, type PlacedConfig, type ReaderOptions } from "./config-reader.ts";

export type { PlacedConfig };

export interface TreeOptions extends ReaderOptions {
  /** A config instead of those that lie in the folders, absolute; none at all where it is null. */
  readonly only?: string | null;
  /** Holds beneath all of them. */
  readonly preset?: string;
}

export class ConfigTree {
  readonly #root: string;
  readonly #reader: ConfigReader;
  readonly #options: TreeOptions;
  #known = new Map<string, Promise<readonly PlacedConfig[]>>();
  #chains = new Map<string, Promise<readonly PlacedConfig[]>>();
  #base: Promise<readonly PlacedConfig[]> | undefined;

  /** @param root absolute folder above which no config is looked for */
  constructor(files: Files, root: string, options: TreeOptions = {}) {
    this.#root = trimEnd(root);
    this.#options = options;
    this.#reader = new ConfigReader(files, this.#root, options);
  }

  /** Outermost first, each behind what it extends; empty where there is none; the same list for all paths of a folder. */
  configsFor(path: string): Promise<readonly PlacedConfig[]> {
    const folder = this.#options.only === undefined ? parent(path) : this.#root;
    const known = this.#chains.get(folder) ?? this.#chainOf(path);
    this.#chains.set(folder, known);
    return known;
  }

  /** A config as it stands in an editor, with all that it extends before it; nothing of it is kept. */
  read(file: string, text: string): Promise<readonly PlacedConfig[]> {
    return this.#reader.read(file, text);
  }

  /** Every config that was come upon so far, each once. */
  async all(): Promise<readonly PlacedConfig[]> {
    const found = await Promise.all([this.#base ?? [], ...this.#known.values()]);
    return [...new Set(found.flat())];
  }

  /** Configs are read again when they are next asked for. */
  invalidate(): void {
    this.#known = new Map();
    this.#chains = new Map();
    this.#base = undefined;
  }

  async #chainOf(path: string): Promise<readonly PlacedConfig[]> {
    const { only, preset } = this.#options;
    this.#base ??= Promise.resolve(preset !== undefined && isPreset(preset) ? [this.#reader.preset(preset)] : []);
    const files =
      only === undefined ? this.#foldersAbove(path).map((folder) => `${folder}/${CONFIG_NAME}`) : only ? [only] : [];
    const found = await Promise.all(files.map((file) => this.#configsAt(file)));
    return [await this.#base, ...found].flat();
  }

  #foldersAbove(path: string): string[] {
    const folders: string[] = [];
    for (let folder = parent(path); isWithin(folder, this.#root); folder = parent(folder)) {
      folders.unshift(folder);
      if (folder.length <= this.#root.length) break;
    }
    return folders;
  }

  #configsAt(file: string): Promise<readonly PlacedConfig[]> {
    const known =
      this.#known.get(file) ?? this.#reader.load(file, this.#options.only === undefined ? undefined : this.#root);
    this.#known.set(file, known);
    return known;
  }
}

const isWithin = (folder: string, root: string): boolean =>
  folder === root || (folder.startsWith(root) && /[\\/]/.test(folder[root.length]!));
const trimEnd = (path: string): string => path.replace(/[\\/]+$/, "");
const parent = (path: string): string => path.replace(/[\\/][^\\/]*$/, "");
