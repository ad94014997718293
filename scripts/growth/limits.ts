/** How much work a built-in pattern may be, and what is wrong with one that may be more. */
import type { RuleSource } from "../../server/src/config/rule-file.ts";
import { parsePattern } from "../../server/src/engine/pattern/parse.ts";
import type { TokenRule } from "../../server/src/engine/rule.ts";
import { mostRuns } from "./growth.ts";

/** So many characters, at most, are looked at from one place on (REACH of engine/detect/token.ts). */
const REACH = 16_384;
/** Reads of characters from one place on: some hundredths of a second at the worst. */
const MOST = 2000 * REACH;

/** @returns in words for the rule's author; undefined where the pattern is bounded work */
export function faultOf({ pattern }: RuleSource, rule: TokenRule): string | undefined {
  if (pattern === undefined) return undefined;
  const runs = mostRuns(parsePattern(pattern).tree);
  if (runs * Math.min(rule.pattern.maxLength ?? REACH, REACH) <= MOST) return undefined;
  const ways = Number.isFinite(runs) ? `${runs} ways` : "ever more ways, the longer it is";
  return `${rule.id}: a text can be read in ${ways}: let what follows a repetition begin with what the repetition does not hold, or bound it`;
}
