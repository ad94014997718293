/** What configs say of rules: their severity, how sure they are, or that they are off. */
import type { HandlingFinding, ShownFinding } from "../engine/finding.ts";
import type { Confidence, Severity } from "../engine/rule.ts";

/** `on` is the rule's own severity. */
export type Level = Severity | "off" | "on";

export const levels: readonly Level[] = ["error", "warning", "info", "off", "on"];

/** What one entry says of the rules that its id or glob matches. */
export interface Ruling {
  readonly glob: string;
  readonly level?: Level;
  readonly confidence?: Confidence;
}

/** What a config says of rules; plain data. */
export interface Levels {
  readonly rules: readonly Ruling[];
}

/** An entry that decided, and the index of the config that it stands in. */
export interface Decision<R extends Ruling = Ruling> {
  readonly layer: number;
  readonly entry: R;
}

/** The last entry that says something, in the innermost config (they come outermost first) that has one. */
export function decisionOn<R extends Ruling>(
  what: "level" | "confidence",
  ruleId: string,
  configs: readonly { readonly rules: readonly R[] }[],
): Decision<R> | undefined {
  for (let layer = configs.length - 1; layer >= 0; layer--) {
    const entry = configs[layer]!.rules.findLast((each) => each[what] !== undefined && globMatches(each.glob, ruleId));
    if (entry) return { layer, entry };
  }
  return undefined;
}

export const levelOf = (ruleId: string, configs: readonly Levels[]): Level | undefined =>
  decisionOn("level", ruleId, configs)?.entry.level;

/** The entries that speak of a rule, in their order. */
export const entriesOn = <R extends Ruling>(ruleId: string, rules: readonly R[]): readonly R[] =>
  rules.filter(({ glob }) => globMatches(glob, ruleId));

/** Stars stand for any text, all else for itself. */
export function globMatches(glob: string, id: string): boolean {
  if (!glob.includes("*")) return glob === id;
  const source = glob
    .split(/\*+/)
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join("[^]*");
  return new RegExp(`^${source}$`).test(id);
}

/**
 * The findings as the configs want them: with their severities and confidences, without those of rules that are off.
 * @param asked ids of rules that are off by default and asked for all the same
 */
export function applyLevels<F extends ShownFinding | HandlingFinding>(
  findings: readonly F[],
  configs: readonly Levels[],
  asked: readonly string[] = [],
): F[] {
  return findings.flatMap((finding) => {
    const level = levelOf(finding.ruleId, configs);
    if (level === "off" || !(isOn(finding, configs) || asked.includes(finding.ruleId))) return [];
    const confidence = decisionOn("confidence", finding.ruleId, configs)?.entry.confidence;
    const severity = level === undefined || level === "on" ? undefined : level;
    return severity || confidence
      ? [{ ...finding, ...(severity && { severity }), ...(confidence && { confidence }) }]
      : [finding];
  });
}

/** A rule that guesses is turned on by its own id, not by a glob over many. */
const isOn = (finding: ShownFinding | HandlingFinding, configs: readonly Levels[]): boolean =>
  finding.kind === "token" ||
  finding.presets === undefined ||
  configs.some(({ rules }) => rules.some(({ glob }) => glob === finding.ruleId));
