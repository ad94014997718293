/** What the team's configs say of the files of a folder, worked out once for all of them. */
import ignore from "ignore";
import type { Levels } from "../config/levels.ts";
import type { PlacedRuling } from "../config/team-config.ts";
import type { ConfigTree, PlacedConfig } from "./configs.ts";
import { ignoring } from "./ignored.ts";
import { relativePath } from "./paths.ts";
import { type TeamSet, teamSetOf } from "./team/set.ts";

/** Of one file. */
export interface Surrounding {
  /** Outermost first. */
  readonly configs: readonly PlacedConfig[];
  readonly ignored: boolean;
  /** Outermost first; what says nothing of rules is left out. */
  readonly levels: readonly Levels[];
  /** What the team looks for itself. */
  readonly team?: TeamSet;
}

interface Known {
  readonly isIgnored: (path: string) => boolean;
  readonly levelsOf: (path: string) => readonly Levels[];
  readonly team: TeamSet | undefined;
}

export class Surroundings {
  readonly #tree: ConfigTree | undefined;
  readonly #known = new WeakMap<readonly PlacedConfig[], Known>();
  readonly #none: readonly PlacedConfig[] = [];

  /** @param tree absent where no config is to be heeded */
  constructor(tree: ConfigTree | undefined) {
    this.#tree = tree;
  }

  async configsFor(path: string): Promise<readonly PlacedConfig[]> {
    return (await this.#tree?.configsFor(path)) ?? this.#none;
  }

  /** @param path absolute */
  async of(path: string): Promise<Surrounding> {
    return (await this.inFolderOf(path))(path);
  }

  /** The same for the files of one folder, to be asked of each. */
  async inFolderOf(path: string): Promise<(path: string) => Surrounding> {
    const configs = await this.configsFor(path);
    const known = this.#known.get(configs) ?? workedOut(configs);
    this.#known.set(configs, known);
    const { isIgnored, levelsOf, team } = known;
    return (file) => ({ configs, ignored: isIgnored(file), levels: levelsOf(file), ...(team && { team }) });
  }

  /** What was listed in a folder. */
  listed(folder: string, entries: readonly { readonly name: string }[]): void {
    this.#tree?.listed(folder, entries);
  }
}

function workedOut(configs: readonly PlacedConfig[]): Known {
  return { isIgnored: ignoring(configs), levelsOf: levelling(configs), team: teamSetOf(configs) };
}

/** The same list for all paths that the same overrides hold for. */
function levelling(configs: readonly PlacedConfig[]): (path: string) => readonly Levels[] {
  const rulings = rulingsFor(configs);
  if (configs.every(({ overrides }) => overrides.length === 0)) {
    const levels = plain(rulings("").layers);
    return () => levels;
  }
  const known = new Map<string, readonly Levels[]>();
  return (path) => {
    const { layers, overrides } = rulings(path);
    const levels = known.get(overrides) ?? plain(layers);
    known.set(overrides, levels);
    return levels;
  };
}

const plain = (layers: readonly { readonly rules: readonly PlacedRuling[] }[]): readonly Levels[] =>
  layers
    .filter(({ rules }) => rules.length > 0)
    .map(({ rules }) => ({ rules: rules.map(({ position: _, ...ruling }) => ruling) }));

interface Rulings {
  /** One a config, outermost first; those of its overrides that hold come behind its own. */
  readonly layers: readonly { readonly rules: readonly PlacedRuling[] }[];
  /** Tells which overrides hold from which others. */
  readonly overrides: string;
}

/** @returns the question, to be asked of many absolute paths */
export function rulingsFor(configs: readonly PlacedConfig[]): (path: string) => Rulings {
  const matchers = configs.flatMap(({ folder, overrides }, layer) =>
    overrides.map(({ files, rules }) => ({ folder, layer, rules, matcher: ignore().add([...files]) })),
  );
  return (path) => {
    const holding = matchers.filter(({ folder, matcher }) => matches(matcher, relativePath(folder, path)));
    const layers = configs.map(({ rules }, layer) => ({
      rules: [...rules, ...holding.flatMap((override) => (override.layer === layer ? override.rules : []))],
    }));
    return { layers, overrides: holding.map((override) => matchers.indexOf(override)).join(" ") };
  };
}

/** What lies outside the folder is none of its files. */
const matches = (matcher: ReturnType<typeof ignore>, path: string): boolean =>
  ignore.isPathValid(path) && matcher.ignores(path);
