/** What a team looks for beside the built-in rules, gathered from all configs that hold for a folder. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { TeamRule } from "../../config/team-rules.ts";
import { type NameClass, nameClasses } from "../../engine/rule.ts";
import type { PlacedConfig } from "../config-reader.ts";

/** Plain data. */
export interface TeamSet {
  /** Equal sets have equal keys. */
  readonly key: string;
  readonly rules: readonly TeamRule[];
  /** Words that make a name sensitive, by class. */
  readonly names: Readonly<Record<NameClass, readonly string[]>>;
}

export const noNames: TeamSet["names"] = { password: [], token: [], key: [] };

/**
 * Of rules with one id the innermost holds.
 * @param configs outermost first
 * @returns undefined where there is nothing of the team's own
 */
export function teamSetOf(configs: readonly PlacedConfig[]): TeamSet | undefined {
  const rules = [...new Map(configs.flatMap(({ ownRules }) => ownRules.map((rule) => [rule.id, rule]))).values()];
  const wordsOf = (nameClass: NameClass): string[] => [
    ...new Set(configs.flatMap(({ tables }) => tables.sensitiveNames[nameClass])),
  ];
  const [password, token, key] = nameClasses.map(wordsOf);
  const names = { password: password!, token: token!, key: key! };
  if (rules.length === 0 && nameClasses.every((nameClass) => names[nameClass].length === 0)) return undefined;
  return { key: bytesToHex(sha256(utf8ToBytes(JSON.stringify([rules, names])))).slice(0, 32), rules, names };
}
