/** Reads a config with everything that it extends, and puts its own rules beside it. Nothing that it names is ever run. */
import { nameOf, type Source } from "../config/extensions.ts";
import { isPreset, presetText } from "../config/presets.ts";
import type { Problem, ReadRule } from "../config/rule-file.ts";
import { type PlacedRuling, readTeamConfig, type TeamConfig } from "../config/team-config.ts";
import type { TeamRule } from "../config/team-rules.ts";
import type { HandlingRule, Rule } from "../engine/handling-rule.ts";
import type { Files } from "../host/host.ts";
import { type Found, type Locator, type LocatorOptions, locatorOf } from "./locate-config.ts";

/** A config with the place that it was read from. */
export interface PlacedConfig extends TeamConfig {
  /** The folder that its paths count from (absolute, with the machine's separators as given): that of the config which extends it. */
  readonly folder: string;
  /** Absolute path, or the name that it is extended by. */
  readonly file: string;
  /** Rules of the team's own that it holds. */
  readonly ownRules: readonly TeamRule[];
  readonly ownHandling: readonly HandlingRule[];
  /** Why this Tokenward is none that it is written for. */
  readonly unmet?: string;
}

export interface ReaderOptions extends LocatorOptions {
  /** Of Tokenward, for `requires`. */
  readonly version?: string;
  /** The id of the built-in rule that goes, or went, by an id. */
  readonly builtinId?: (id: string) => string | undefined;
  /** Told of each file that is extended, absolute. */
  readonly onFile?: (file: string) => void;
  /** Told of rules of a team's own as they are read. */
  readonly onOwnRules?: (rules: readonly Rule[]) => void;
}

/** So deep configs may extend each other, and so many may come of one. */
const DEEPEST = 8;
const MOST = 64;
/** So many problems of an extended config are told where it is extended. */
const TOLD = 5;

interface Reading {
  readonly folder: string;
  /** Files and addresses that are being read, outermost first. */
  readonly trail: readonly string[];
  /** How many configs there are by now. */
  readonly count: { configs: number };
}

export class ConfigReader {
  readonly #files: Files;
  readonly #options: ReaderOptions;
  readonly #locator: Locator;

  /** @param root absolute folder; in an untrusted workspace nothing outside it is read */
  constructor(files: Files, root: string, options: ReaderOptions) {
    this.#files = files;
    this.#options = options;
    this.#locator = locatorOf(files, root, options);
  }

  /** @returns none where there is no such file; a failure to read is thrown */
  async load(file: string, folder?: string): Promise<readonly PlacedConfig[]> {
    const bytes = await this.#files.read(file);
    return bytes ? this.read(file, new TextDecoder().decode(bytes), folder) : [];
  }

  /**
   * @param file absolute
   * @param folder that its paths count from, if not its own
   */
  read(file: string, text: string, folder = folderOf(file)): Promise<readonly PlacedConfig[]> {
    const reading = { folder, trail: [file], count: { configs: 0 } };
    return this.#read({ file, text, origin: folderOf(file) }, reading);
  }

  preset(name: string): PlacedConfig {
    const text = isPreset(name) ? presetText(name) : "";
    return { ...readTeamConfig(text), folder: "", file: name, ownRules: [], ownHandling: [] };
  }

  async #read({ file, text, origin }: Found, reading: Reading): Promise<readonly PlacedConfig[]> {
    const config = readTeamConfig(text);
    const problems: Problem[] = [...config.problems];
    reading.count.configs++;
    const extended: PlacedConfig[] = [];
    for (const { source, position } of config.extends) {
      const found = await this.#extended(source, origin, reading);
      if (typeof found === "string") problems.push({ message: found, position });
      else {
        extended.push(...found);
        problems.push(...faultsIn(found, nameOf(source)).map((message) => ({ message, position })));
      }
    }
    const unmet = config.requires && (await this.#unmet(config.requires.range));
    if (unmet) problems.push({ message: unmet, position: config.requires.position });
    const own = config.own && (await readOwn(text, config.own));
    const [ownRules, taken] = this.#ownRules(own?.rules ?? []);
    problems.push(...(own?.problems ?? []), ...taken);
    const ownHandling = own?.handling ?? [];
    this.#options.onOwnRules?.(ownHandling);
    const placed = {
      folder: reading.folder,
      file,
      ownRules,
      ownHandling,
      problems,
      ...(unmet !== undefined && { unmet }),
    };
    return [...extended, { ...config, ...this.#byId(config), ...placed }];
  }

  /** @returns the configs, or why there are none */
  async #extended(source: Source, origin: string, reading: Reading): Promise<readonly PlacedConfig[] | string> {
    const name = nameOf(source);
    if (source.kind === "preset") return [{ ...this.preset(source.name), folder: reading.folder }];
    if (reading.trail.length > DEEPEST) return `${name}: configs extend each other more than ${DEEPEST} deep`;
    if (reading.count.configs >= MOST) return `${name}: more than ${MOST} configs come of this one`;
    const found = await this.#locator(source, origin);
    if (typeof found !== "string") this.#options.onFile?.(found.file);
    if (typeof found === "string") return `${name}: ${found}`;
    if (reading.trail.includes(found.file)) return `${name}: it extends this file in turn`;
    return this.#read(found, { ...reading, trail: [...reading.trail, found.file] });
  }

  /** Rules that are called by a former id have their own. */
  #byId({ rules, overrides }: TeamConfig): Pick<TeamConfig, "rules" | "overrides"> {
    const renamed = (each: readonly PlacedRuling[]): readonly PlacedRuling[] =>
      each.map((ruling) => ({ ...ruling, glob: this.#options.builtinId?.(ruling.glob) ?? ruling.glob }));
    return { rules: renamed(rules), overrides: overrides.map((each) => ({ ...each, rules: renamed(each.rules) })) };
  }

  /** Those that may be looked for, and what is wrong with the others. */
  #ownRules(rules: readonly ReadRule<TeamRule>[]): readonly [readonly TeamRule[], readonly Problem[]] {
    const isTaken = ({ rule }: ReadRule<TeamRule>): boolean => this.#options.builtinId?.(rule.id) !== undefined;
    const own = rules.filter((read) => !isTaken(read)).map(({ rule }) => rule);
    this.#options.onOwnRules?.(own);
    const problems = rules.filter(isTaken).map(({ rule: { id }, position }) => ({
      message: `${id}: there is a built-in rule of this id; give yours another, or change the built-in one under \`rules\``,
      position,
    }));
    return [own, problems];
  }

  async #unmet(range: string): Promise<string | undefined> {
    const { unmetRange } = await import("../config/requires.ts");
    return unmetRange(range, this.#options.version);
  }
}

/** Its library is loaded for those who have rules of their own. */
async function readOwn(text: string, key: NonNullable<TeamConfig["own"]>) {
  const { readOwnRules } = await import("../config/own-rules.ts");
  return readOwnRules(text, key);
}

/** What is wrong in configs that cannot be looked at here, with their places. */
function faultsIn(configs: readonly PlacedConfig[], name: string): string[] {
  const faults = (configs.at(-1)?.problems ?? []).map(
    ({ message, position }) => `${name}:${position.line + 1}:${position.character + 1}: ${message}`,
  );
  const more = faults.length - TOLD;
  return more > 0 ? [...faults.slice(0, TOLD), `${name}: ${more} more problems`] : faults;
}

const folderOf = (path: string): string => path.replace(/[\\/][^\\/]*$/, "");
