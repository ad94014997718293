/** Why a rule is on, and at this severity, in a file: the entries of all configs that speak of it, with their places. */
import { decisionOn, entriesOn, type Level } from "../config/levels.ts";
import type { PlacedRuling } from "../config/team-config.ts";
import type { Confidence, Severity } from "../engine/rule.ts";
import type { PlacedConfig } from "./config-reader.ts";
import { rulingsFor } from "./surroundings.ts";

/** One entry that matches the rule. */
interface Step {
  /** Of the config: absolute path, or the name that it is extended by. */
  readonly file: string;
  readonly entry: PlacedRuling;
  /** Whether nothing further in, or further down, says anything else. */
  readonly decidesLevel: boolean;
  readonly decidesConfidence: boolean;
}

export interface Why {
  /** What the rule comes to. */
  readonly level: Severity | "off";
  readonly confidence: Confidence;
  /** Outermost first. */
  readonly steps: readonly Step[];
  /** The config that the rule itself stands in; absent for built-in rules. */
  readonly definedIn?: string;
}

/**
 * @param path absolute
 * @param configs that hold for it, outermost first
 */
export function why(
  rule: { readonly id: string; readonly severity: Severity; readonly confidence: Confidence },
  path: string,
  configs: readonly PlacedConfig[],
): Why {
  const { layers } = rulingsFor(configs)(path);
  const level = decisionOn("level", rule.id, layers)?.entry;
  const confidence = decisionOn("confidence", rule.id, layers)?.entry;
  const steps = layers.flatMap(({ rules }, at) =>
    entriesOn(rule.id, rules).map((entry) => ({
      file: configs[at]!.file,
      entry,
      decidesLevel: entry === level,
      decidesConfidence: entry === confidence,
    })),
  );
  const definedIn = configs.findLast(({ ownRules, ownHandling }) =>
    [...ownRules, ...ownHandling].some(({ id }) => id === rule.id),
  )?.file;
  return {
    level: severityOf(level?.level, rule.severity),
    confidence: confidence?.confidence ?? rule.confidence,
    steps,
    ...(definedIn !== undefined && { definedIn }),
  };
}

const severityOf = (level: Level | undefined, own: Severity): Severity | "off" =>
  level === undefined || level === "on" ? own : level;
