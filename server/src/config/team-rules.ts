/** Reads a team's rule file, whose patterns nobody here has looked at: what could cost too much is refused, with its place. */
import { parsePattern } from "../engine/pattern/parse.ts";
import { sizeOf } from "../engine/pattern/size.ts";
import type { TokenRule } from "../engine/rule.ts";
import { type Problem, type ReadRule, readRuleFile, type Validate } from "./rule-file.ts";
import { unparsable } from "./unparsable.ts";

/** What a team's rules may cost. */
export const caps = {
  /** Of a file, in UTF-16 code units. */
  file: 500_000,
  /** In a file. */
  rules: 500,
  /** Of a pattern, in UTF-16 code units. */
  pattern: 4000,
  /** Of its parentheses. */
  depth: 50,
  /** Of its program, counted repetitions written out, in instructions. */
  program: 2500,
  /** Literals or words that call for a rule. */
  literals: 64,
} as const;

/** A team's rule: its pattern is RE2 as written, and only a linear engine may run it. */
export interface TeamRule extends TokenRule {
  readonly untrusted: true;
}

export interface TeamRuleFile {
  readonly rules: readonly ReadRule<TeamRule>[];
  readonly problems: readonly Problem[];
}

/**
 * @param key under which the list of rules stands
 * @returns never throws: what cannot be used is in `problems`, and the rest holds
 */
export function readTeamRules(text: string, validate: Validate, key = "rules"): TeamRuleFile {
  if (text.length > caps.file) {
    const message = `a rule file has at most ${caps.file} characters, and this one ${text.length}: split it`;
    return { rules: [], problems: [{ message, position: { line: 0, character: 0 } }] };
  }
  const fault = unparsable(text);
  if (fault) return { rules: [], problems: [{ message: fault, position: { line: 0, character: 0 } }] };
  let count = 0;
  const capped: Validate = (rule) => {
    if (++count > caps.rules) return [`a rule file has at most ${caps.rules} rules: this one is left out`];
    const faults = validate(rule);
    return faults.length > 0 ? faults : capFaults(rule as { id: string; pattern?: string });
  };
  const { rules, problems } = readRuleFile(text, capped, key, (source) => !isHandling(source));
  return { rules: rules.map((read) => ({ ...read, rule: untrusted(read.rule, read.source.pattern) })), problems };
}

/** Whether a rule as parsed is one of how tokens are treated. */
export function isHandling(source: unknown): boolean {
  const { id } = (source ?? {}) as { id?: unknown };
  return typeof id === "string" && id.startsWith("handling/");
}

function capFaults(rule: {
  readonly id: string;
  readonly pattern?: string;
  readonly keywords?: unknown;
  readonly near?: unknown;
}): string[] {
  const { id, pattern = "" } = rule;
  const foreign = ["assigned", "run", "files"].find((key) => key in rule);
  if (foreign)
    return [`${id}: \`${foreign}\` is for built-in rules; a team's are looked for by \`keywords\` or \`near\``];
  const literals = [rule.keywords, rule.near].flatMap((list) => (Array.isArray(list) ? list : [])).length;
  if (literals > caps.literals) return [`${id}: at most ${caps.literals} keywords or words call for a rule`];
  if (pattern.length > caps.pattern)
    return [`${id}: a pattern has at most ${caps.pattern} characters, and this one ${pattern.length}`];
  if (depthOf(pattern) > caps.depth) return [`${id}: parentheses are nested more than ${caps.depth} deep`];
  const size = programSize(pattern);
  return size > caps.program
    ? [`${id}: with its counted repetitions written out the pattern has ${size} steps; at most ${caps.program} are run`]
    : [];
}

/** What is no RE2 is told with its place elsewhere. */
function programSize(pattern: string): number {
  try {
    return sizeOf(parsePattern(pattern).tree);
  } catch {
    return 0;
  }
}

/** Those that are escaped or in brackets count too: no pattern that is sound has many. */
function depthOf(pattern: string): number {
  let depth = 0;
  let most = 0;
  for (const character of pattern) {
    if (character === "(") most = Math.max(most, ++depth);
    else if (character === ")") depth--;
  }
  return most;
}

/** A linear engine is not stuck to a place: it searches around what calls for the rule. */
function untrusted(rule: TokenRule, pattern = "[^\\n]+"): TeamRule {
  const anchors = rule.pattern.anchors.map(({ literal }) => ({ literal, minBefore: 0, maxBefore: null, around: [] }));
  return { ...rule, untrusted: true, pattern: { ...rule.pattern, source: pattern, anchors } };
}
