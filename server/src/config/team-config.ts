/** Reads `.tokenward.yml`, part by part: what is not understood is told with its place, and takes nothing else with it. */
import type { Position } from "../engine/document.ts";
import { type Confidence, confidences, type NameClass, nameClasses } from "../engine/rule.ts";
import { type Extension, readExtends } from "./extensions.ts";
import { type Level, levels, type Ruling } from "./levels.ts";
import { type Entry, LocatedFile } from "./located.ts";
import { quoted } from "./quoted.ts";
import type { Problem } from "./rule-file.ts";

export const CONFIG_NAME = ".tokenward.yml";

/** An entry of `rules`, with its place in the file. */
export interface PlacedRuling extends Ruling {
  readonly position: Position;
}

/** What holds for some files only. */
interface Override {
  /** In .gitignore syntax, relative to the config's folder. */
  readonly files: readonly string[];
  readonly rules: readonly PlacedRuling[];
  readonly position: Position;
}

/** How tokens are to be kept. */
interface Policy {
  readonly maxAgeDays?: number;
  readonly expiryWarningDays?: number;
  /** The id of the provider that fixes move values to. */
  readonly provider?: string;
}

/** Names of the team's own code that rules are to know. */
interface Tables {
  readonly loggers: readonly string[];
  readonly httpClients: readonly string[];
  readonly sanitizers: readonly string[];
  readonly sensitiveNames: Readonly<Record<NameClass, readonly string[]>>;
}

/** One config file as read; what was not understood is in `problems`, the rest holds. */
export interface TeamConfig {
  /** Range of Tokenward versions. */
  readonly requires?: { readonly range: string; readonly position: Position };
  readonly extends: readonly Extension[];
  readonly rules: readonly PlacedRuling[];
  readonly overrides: readonly Override[];
  /** In .gitignore syntax, relative to the config's folder. */
  readonly ignore: readonly string[];
  readonly policy: Policy;
  /** Paths, relative to the config's folder. */
  readonly ledger?: string;
  readonly baseline?: string;
  readonly tables: Tables;
  /** The key under which the file holds rules of its own: `rules` in a rule file, which is a list there. */
  readonly own?: "rules" | "ownRules";
  readonly problems: readonly Problem[];
}

const noTables: Tables = {
  loggers: [],
  httpClients: [],
  sanitizers: [],
  sensitiveNames: { password: [], token: [], key: [] },
};

export const emptyConfig: TeamConfig = {
  extends: [],
  rules: [],
  overrides: [],
  ignore: [],
  policy: {},
  tables: noTables,
  problems: [],
};

type Read = (entry: Entry, file: LocatedFile) => Partial<TeamConfig>;

/** One reader a key. */
const readers: Readonly<Record<string, Read>> = {
  requires: ({ at, value }, file) => {
    const range = file.textOf(value);
    if (range !== undefined) return { requires: { range, position: file.positionOf(value) } };
    file.report('`requires` is a range of versions, as ">=0.1"', at);
    return {};
  },
  extends: (entry, file) => ({ extends: readExtends(entry, file) }),
  rules: (entry, file) => (file.itemsOf(entry.value) ? { own: "rules" } : { rules: readRulings(entry, file) }),
  ownRules: ({ at, value }, file) => {
    if (file.itemsOf(value)) return { own: "ownRules" };
    file.report("`ownRules` is a list of rules, as in a rule file", at);
    return {};
  },
  overrides: (entry, file) => ({ overrides: readOverrides(entry, file) }),
  ignore: ({ at, value }, file) => ({
    ignore: file.textsOf(value, at, "`ignore` is a list of paths, in .gitignore syntax"),
  }),
  policy: (entry, file) => ({ policy: readPolicy(entry, file) }),
  ledger: (entry, file) => readPath("ledger", entry, file),
  baseline: (entry, file) => readPath("baseline", entry, file),
  tables: (entry, file) => ({ tables: readTables(entry, file) }),
};

/** @returns never throws */
export function readTeamConfig(text: string): TeamConfig {
  const file = new LocatedFile(text);
  let config = emptyConfig;
  for (const entry of file.entriesOf(file.map) ?? []) {
    const read = Object.hasOwn(readers, entry.key) ? readers[entry.key] : undefined;
    if (read) config = { ...config, ...read(entry, file) };
    else
      file.report(
        `${quoted(entry.key)} is not a key of this file; known are ${Object.keys(readers).join(", ")}`,
        entry.at,
      );
  }
  return { ...config, problems: file.problems };
}

const LEVELS = "error, warning, info, off and on";

function readRulings({ at, value }: Entry, file: LocatedFile): PlacedRuling[] {
  const entries = file.entriesOf(value);
  if (!entries) file.report("`rules` maps rule ids or globs to error, warning, info, off or on", at);
  return (entries ?? []).flatMap((entry) => {
    const position = file.positionOf(entry.at);
    if (file.entriesOf(entry.value)) return [{ glob: entry.key, ...readRuling(entry, file), position }];
    const level = levelFrom(file.scalarOf(entry.value));
    if (level) return [{ glob: entry.key, level, position }];
    file.report(`${quoted(entry.key)}: the level is one of ${LEVELS}`, entry.at);
    return [];
  });
}

/** YAML 1.1 writes `off` as false. */
const levelFrom = (value: unknown): Level | undefined =>
  value === false ? "off" : value === true ? "on" : levels.find((level) => level === value);

function readRuling({ key, value }: Entry, file: LocatedFile): { level?: Level; confidence?: Confidence } {
  let ruling: { level?: Level; confidence?: Confidence } = {};
  for (const { key: name, at, value: said } of file.entriesOf(value) ?? []) {
    const level = levelFrom(file.scalarOf(said));
    const confidence = confidences.find((each) => each === file.scalarOf(said));
    if (name === "severity" && level) ruling = { ...ruling, level };
    else if (name === "confidence" && confidence) ruling = { ...ruling, confidence };
    else if (name === "severity") file.report(`${quoted(key)}: the severity is one of ${LEVELS}`, at);
    else if (name === "confidence") file.report(`${quoted(key)}: the confidence is high, medium or low`, at);
    else file.report(`${quoted(name)} is not a key here; known are severity and confidence`, at);
  }
  return ruling;
}

function readOverrides({ at, value }: Entry, file: LocatedFile): Override[] {
  const items = file.itemsOf(value);
  if (!items) file.report("`overrides` is a list of `files` with their `rules`", at);
  return (items ?? []).flatMap((item) => {
    const entries = file.entriesOf(item);
    const files = entries?.find(({ key }) => key === "files");
    const rules = entries?.find(({ key }) => key === "rules");
    for (const entry of entries ?? [])
      if (entry !== files && entry !== rules)
        file.report(`${quoted(entry.key)} is not a key here; known are files and rules`, entry.at);
    if (!files || !rules) {
      file.report("an override names `files` and their `rules`", item ?? at);
      return [];
    }
    const globs = file.textsOf(files.value, files.at, "`files` is a list of paths, in .gitignore syntax");
    return [{ files: globs, rules: readRulings(rules, file), position: file.positionOf(item) }];
  });
}

function readPolicy({ at, value }: Entry, file: LocatedFile): Policy {
  const entries = file.entriesOf(value);
  if (!entries) file.report("`policy` is a map with maxAgeDays, expiryWarningDays and provider", at);
  let policy: Policy = {};
  for (const entry of entries ?? []) {
    const said = file.scalarOf(entry.value);
    if (entry.key === "maxAgeDays" || entry.key === "expiryWarningDays") {
      if (Number.isInteger(said) && (said as number) >= 0) policy = { ...policy, [entry.key]: said };
      else file.report(`${entry.key} is a whole number of days`, entry.at);
    } else if (entry.key === "provider") {
      const provider = file.textOf(entry.value);
      if (provider) policy = { ...policy, provider };
      else file.report("provider is the id of a provider, as dotenv", entry.at);
    } else
      file.report(
        `${quoted(entry.key)} is not a key here; known are maxAgeDays, expiryWarningDays and provider`,
        entry.at,
      );
  }
  return policy;
}

function readPath(key: "ledger" | "baseline", { at, value }: Entry, file: LocatedFile): Partial<TeamConfig> {
  const path = file.textOf(value);
  if (path !== undefined) return { [key]: path };
  file.report(`\`${key}\` is the path of a file`, at);
  return {};
}

const TABLES = ["loggers", "httpClients", "sanitizers"] as const;

function readTables({ at, value }: Entry, file: LocatedFile): Tables {
  const entries = file.entriesOf(value);
  if (!entries) file.report("`tables` is a map with loggers, httpClients, sanitizers and sensitiveNames", at);
  let tables = noTables;
  for (const entry of entries ?? []) {
    const table = TABLES.find((name) => name === entry.key);
    if (table) {
      const names = file.textsOf(entry.value, entry.at, `\`${table}\` is a list of calls, as acme.log.info`);
      tables = { ...tables, [table]: names };
    } else if (entry.key === "sensitiveNames") tables = { ...tables, sensitiveNames: readNames(entry, file) };
    else
      file.report(
        `${quoted(entry.key)} is not a key here; known are ${TABLES.join(", ")} and sensitiveNames`,
        entry.at,
      );
  }
  return tables;
}

const WORD = /^[a-z][a-z0-9]{2,39}$/;

/** A list is one of tokens; a map tells what they are. */
function readNames({ at, value }: Entry, file: LocatedFile): Tables["sensitiveNames"] {
  const entries = file.entriesOf(value) ?? [{ key: "token", at, value }];
  const names: Record<NameClass, readonly string[]> = { password: [], token: [], key: [] };
  for (const entry of entries) {
    const nameClass = nameClasses.find((known) => known === entry.key);
    if (!nameClass) {
      file.report(`${quoted(entry.key)} is not a key here; known are password, token and key`, entry.at);
      continue;
    }
    const words = file.textsOf(entry.value, entry.at, "sensitive names are a list of words");
    for (const word of words.filter((each) => !WORD.test(each)))
      file.report(
        `${quoted(word)}: a word of three or more letters and digits, in lower case, without joints`,
        entry.at,
      );
    names[nameClass] = words.filter((word) => WORD.test(word));
  }
  return names;
}
