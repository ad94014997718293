/** What a team looks for beside the built-in rules, gathered from all configs that hold for a folder. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { TeamRule } from "../../config/team-rules.ts";
import type { OwnHandling } from "../../engine/handling-catalogue.ts";
import { type NameClass, nameClasses } from "../../engine/rule.ts";
import type { PlacedConfig } from "../config-reader.ts";

/** Plain data. */
export interface TeamSet {
  /** Equal sets have equal keys. */
  readonly key: string;
  readonly rules: readonly TeamRule[];
  /** Words that make a name sensitive, by class. */
  readonly names: Readonly<Record<NameClass, readonly string[]>>;
  /** Absent where nothing is added to the handling rules. */
  readonly handling?: OwnHandling;
}

export const noNames: TeamSet["names"] = { password: [], token: [], key: [] };

function handlingOf(configs: readonly PlacedConfig[], names: TeamSet["names"]): OwnHandling | undefined {
  const rules = [...new Map(configs.flatMap(({ ownHandling }) => ownHandling.map((rule) => [rule.id, rule]))).values()];
  const callsOf = (table: "loggers" | "httpClients" | "sanitizers"): string[] => [
    ...new Set(configs.flatMap(({ tables }) => tables[table])),
  ];
  const [loggers, httpClients, sanitizers] = [callsOf("loggers"), callsOf("httpClients"), callsOf("sanitizers")];
  const all = [rules, loggers, httpClients, sanitizers, ...Object.values(names)];
  return all.some(({ length }) => length > 0) ? { rules, loggers, httpClients, sanitizers, names } : undefined;
}

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
  const handling = handlingOf(configs, names);
  if (rules.length === 0 && !handling) return undefined;
  const set = { rules, names, ...(handling && { handling }) };
  return { key: bytesToHex(sha256(utf8ToBytes(JSON.stringify(set)))).slice(0, 32), ...set };
}
