/** Reads the rules that a team wrote itself, from a rule file or from its config, with the house's schema. */
import schema from "../../../rules/schema.json" with { type: "json" };
import type { HandlingRule } from "../engine/handling-rule.ts";
import { readOwnHandling } from "./own-handling.ts";
import { ruleValidator } from "./rule-schema.ts";
import { readTeamRules, type TeamRuleFile } from "./team-rules.ts";

const validateToken = ruleValidator(schema);
const validateHandling = ruleValidator(schema, "handlingRule");

export interface OwnRules extends TeamRuleFile {
  readonly handling: readonly HandlingRule[];
}

/**
 * @param key where the list of rules stands
 * @returns never throws: what cannot be used is in `problems`
 */
export function readOwnRules(text: string, key: "rules" | "ownRules"): OwnRules {
  const { rules, problems } = readTeamRules(text, validateToken, key);
  const handling = readOwnHandling(text, validateHandling, key);
  return { rules, handling: handling.rules, problems: [...problems, ...handling.problems] };
}
