/** Reads `.tokenward.yml` and applies it: severities by rule id or glob, and paths that are left alone. */
import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from "yaml";
import type { HandlingFinding, ShownFinding } from "../engine/finding.ts";
import { type Severity, severities } from "../engine/rule.ts";
import type { Problem } from "./rule-file.ts";

export const CONFIG_NAME = ".tokenward.yml";

export type Level = Severity | "off";

/** One config file as read; what was not understood is in `problems`, the rest holds. */
export interface TeamConfig {
  readonly rules: readonly { readonly glob: string; readonly level: Level }[];
  /** In .gitignore syntax, relative to the file's folder. */
  readonly ignore: readonly string[];
  readonly problems: readonly Problem[];
}

/** What a config says of rules; plain data. */
export type Levels = Pick<TeamConfig, "rules">;

export const emptyConfig: TeamConfig = { rules: [], ignore: [], problems: [] };

/** @returns never throws */
export function readTeamConfig(text: string): TeamConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const problems: Problem[] = [];
  const report: Report = (message, offset) => {
    const { line, col } = lines.linePos(offset);
    problems.push({ message, position: { line: line - 1, character: col - 1 } });
  };
  for (const error of document.errors) report(error.message.split("\n")[0]!, error.pos[0]);
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null))
    return { ...emptyConfig, problems };
  if (!isMap(document.contents)) {
    report("a config is a map with keys such as `rules` and `ignore`", 0);
    return { ...emptyConfig, problems };
  }
  let config: TeamConfig = { ...emptyConfig, problems };
  for (const pair of document.contents.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : "";
    if (key === "rules") config = { ...config, rules: readLevels(pair, report) };
    else if (key === "ignore") config = { ...config, ignore: readIgnore(pair, report) };
    else report(`"${key}" is not a key of this file; known are rules and ignore`, startOf(pair.key));
  }
  return config;
}

type Report = (message: string, offset: number) => void;

const startOf = (node: unknown): number => (node as Node | null)?.range?.[0] ?? 0;

function readLevels({ key, value }: Pair, report: Report): { glob: string; level: Level }[] {
  if (!isMap(value)) {
    report("`rules` maps rule ids or globs to error, warning, info or off", startOf(key));
    return [];
  }
  return value.items.flatMap((item) => {
    const level = isScalar(item.value) ? (item.value.value === false ? "off" : item.value.value) : undefined;
    if (level === "off" || severities.includes(level as Severity))
      return [{ glob: String(item.key), level: level as Level }];
    report(`${String(item.key)}: the level is one of error, warning, info and off`, startOf(item.key));
    return [];
  });
}

function readIgnore({ key, value }: Pair, report: Report): string[] {
  if (!isSeq(value)) {
    report("`ignore` is a list of paths, in .gitignore syntax", startOf(key));
    return [];
  }
  return value.items.flatMap((item) => {
    if (isScalar(item) && typeof item.value === "string" && item.value !== "") return [item.value];
    report("a path to ignore is a text", startOf(item));
    return [];
  });
}

/** The level that the configs (outermost first) give a rule: the last entry that matches in the innermost file that has one. */
export function levelOf(ruleId: string, configs: readonly Levels[]): Level | undefined {
  for (const config of [...configs].reverse()) {
    const entry = config.rules.findLast(({ glob }) => globMatches(glob, ruleId));
    if (entry) return entry.level;
  }
  return undefined;
}

function globMatches(glob: string, id: string): boolean {
  const source = glob
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join("[^]*");
  return new RegExp(`^${source}$`).test(id);
}

/** The findings as the configs want them: with their severities, without those of rules that are off. */
export function applyLevels<F extends ShownFinding | HandlingFinding>(
  findings: readonly F[],
  configs: readonly Levels[],
): F[] {
  return findings.flatMap((finding) => {
    const level = levelOf(finding.ruleId, configs);
    if (level === "off") return [];
    return level ? [{ ...finding, severity: level }] : [finding];
  });
}
