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
  /** Folders that hold no config, as far as somebody listed them. */
  #bare = new Set<string>();

  /** @param root absolute folder above which no config is looked for */
  constructor(files: Files, root: string, options: TreeOptions = {}) {
    this.#root = trimEnd(root);
    this.#options = options;
    this.#reader = new ConfigReader(files, this.#root, options);
  }

  /** Outermost first, each behind what it extends; empty where there is none; the same list for all paths of which the same hold. */
  configsFor(path: string): Promise<readonly PlacedConfig[]> {
    return this.#chainOf(this.#options.only === undefined ? parentOf(path) : this.#root);
  }

  /** What was listed in a folder: where no config is among it, none is looked for there. */
  listed(folder: string, entries: readonly { readonly name: string }[]): void {
    if (!entries.some(({ name }) => name === CONFIG_NAME)) this.#bare.add(folder);
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
    this.#bare = new Set();
    this.#base = undefined;
  }

  #chainOf(folder: string): Promise<readonly PlacedConfig[]> {
    const known = this.#chains.get(folder);
    if (known) return known;
    const { only, preset } = this.#options;
    this.#base ??= Promise.resolve(preset !== undefined && isPreset(preset) ? [this.#reader.preset(preset)] : []);
    const own = only === undefined ? `${folder}/${CONFIG_NAME}` : only;
    const holds = own !== null && (only !== undefined || (isWithin(folder, this.#root) && !this.#bare.has(folder)));
    const above = this.#hasAbove(folder) ? this.#chainOf(parentOf(folder)) : this.#base;
    const chain = holds ? joined(above, this.#configsAt(own)) : above;
    this.#chains.set(folder, chain);
    return chain;
  }

  #hasAbove(folder: string): boolean {
    return this.#options.only === undefined && isWithin(folder, this.#root) && folder.length > this.#root.length;
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

/** The folder that a path lies in, as it is written there. */
export function parentOf(path: string): string {
  const end = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
  return end < 0 ? path : path.slice(0, end);
}

async function joined(
  outer: Promise<readonly PlacedConfig[]>,
  inner: Promise<readonly PlacedConfig[]>,
): Promise<readonly PlacedConfig[]> {
  const [above, own] = await Promise.all([outer, inner]);
  return own.length > 0 ? [...above, ...own] : above;
}
