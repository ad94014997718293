/** What a team's configs mean for a command: which are read, what they add to the catalogue, and what is wrong with them. */
import { isAbsolute, join, resolve } from "node:path";
import { isPreset, presetNames } from "../config/presets.ts";
import type { Catalogue } from "../engine/catalogue.ts";
import { policyOf } from "../lifecycle/policy.ts";
import { problemsOf } from "../workspace/config-problems.ts";
import { ConfigTree, type TreeOptions } from "../workspace/configs.ts";
import { relativePath } from "../workspace/paths.ts";
import { openCatalogue } from "../workspace/team/open-catalogue.ts";
import { CommandError, type Terminal } from "./terminal.ts";

export interface TeamOptions {
  /** A config instead of those that lie in the folders; none at all where it is false. */
  readonly config: boolean | string;
  /** Holds beneath all configs. */
  readonly preset?: string;
  /** Nothing is run and nothing fetched on behalf of the folder. */
  readonly untrusted?: boolean;
}

export interface Team {
  /** Knows the team's own rules by their ids. */
  readonly catalogue: Catalogue;
  readonly configs: ConfigTree;
  /**
   * Tells what is wrong with the configs that were read, on standard error.
   * @throws CommandError where one asks for another version of Tokenward
   */
  tellProblems(): Promise<void>;
}

/** @throws CommandError where a named config or preset is not there, or asks for another version of Tokenward */
export async function teamFor(options: TeamOptions, builtin: Catalogue, terminal: Terminal): Promise<Team> {
  const { workingDirectory: base, host } = terminal;
  const { catalogue, learn } = openCatalogue(builtin);
  const configs = new ConfigTree(host.files, base, {
    version: terminal.version,
    builtinId: (id) => builtin.anyRule(id)?.id,
    onOwnRules: learn,
    trusted: () => options.untrusted !== true,
    ...(host.fetch && { fetch: host.fetch }),
    ...(host.cache && { cache: host.cache }),
    ...(await chosen(options, terminal)),
  });
  const isBuiltin = (id: string): boolean => builtin.anyRule(id) !== undefined;
  const tellProblems = async (): Promise<void> => {
    const all = await configs.all();
    for (const config of all.filter(({ file }) => isAbsolute(file)))
      for (const { message, position } of problemsOf(config, all, isBuiltin))
        terminal.err(`tokenward: ${placeOf(relativePath(base, config.file), position)}: ${message}\n`);
  };
  // What is wrong here is told before anything is scanned.
  const unmet = (await configs.configsFor(join(base, "x"))).find((config) => config.unmet !== undefined);
  if (unmet) throw new CommandError(`${relativePath(base, unmet.file)}: ${unmet.unmet}`);
  return { catalogue, configs, tellProblems };
}

/** The provider that the team's configs send values to: those of the repository, also above the working directory. */
export async function teamProvider(
  { config }: Pick<TeamOptions, "config">,
  { host, workingDirectory }: Terminal,
): Promise<string | undefined> {
  if (config === false) return undefined;
  const root = (await host.git.root(workingDirectory)) ?? workingDirectory;
  const only = typeof config === "string" ? { only: resolve(workingDirectory, config) } : {};
  const configs = await new ConfigTree(host.files, root, only).configsFor(join(workingDirectory, "x"));
  return policyOf(configs).provider;
}

async function chosen(
  { config, preset }: TeamOptions,
  terminal: Terminal,
): Promise<Pick<TreeOptions, "only" | "preset">> {
  if (preset !== undefined && !isPreset(preset))
    throw new CommandError(`there is no preset "${preset}"; known are ${presetNames.join(", ")}`);
  const base = preset === undefined ? {} : { preset };
  if (config === false) return { ...base, only: null };
  if (config === true) return base;
  const only = isAbsolute(config) ? config : join(terminal.workingDirectory, config);
  if (!(await terminal.host.files.read(only).catch(() => undefined)))
    throw new CommandError(`there is no config ${config} that can be read`);
  return { ...base, only };
}

const placeOf = (path: string, { line, character }: { line: number; character: number }): string =>
  `${path}:${line + 1}:${character + 1}`;
