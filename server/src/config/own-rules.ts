/** Reads the rules that a team wrote itself, from a rule file or from its config, with the house's schema. */
import schema from "../../../rules/schema.json" with { type: "json" };
import { ruleValidator } from "./rule-schema.ts";
import { readTeamRules, type TeamRuleFile } from "./team-rules.ts";

/**
 * @param key where the list of rules stands
 * @returns never throws: what cannot be used is in `problems`
 */
export function readOwnRules(text: string, key: "rules" | "ownRules"): TeamRuleFile {
  return readTeamRules(text, ruleValidator(schema), key);
}
