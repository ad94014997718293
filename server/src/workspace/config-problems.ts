/** What is wrong with configs, each with its place: what was not understood, and rules that do not exist. */
import { quoted } from "../config/quoted.ts";
import type { Problem } from "../config/rule-file.ts";
import type { PlacedRuling } from "../config/team-config.ts";
import type { PlacedConfig } from "./config-reader.ts";

/**
 * @param around the other configs that are known: their own rules may be named too
 * @param isBuiltin whether a built-in rule goes by an id
 * @returns in the order of their places
 */
export function problemsOf(
  config: PlacedConfig,
  around: readonly PlacedConfig[],
  isBuiltin: (id: string) => boolean,
): readonly Problem[] {
  const own = new Set(
    [config, ...around].flatMap(({ ownRules, ownHandling }) => [...ownRules, ...ownHandling].map(({ id }) => id)),
  );
  const rulings = [...config.rules, ...config.overrides.flatMap(({ rules }) => rules)];
  const isUnknown = ({ glob }: PlacedRuling): boolean => !glob.includes("*") && !isBuiltin(glob) && !own.has(glob);
  const unknown = rulings
    .filter(isUnknown)
    .map(({ glob, position }) => ({ message: `there is no rule ${quoted(glob)}`, position }));
  return [...config.problems, ...unknown].sort(byPlace);
}

const byPlace = ({ position: a }: Problem, { position: b }: Problem): number =>
  a.line - b.line || a.character - b.character;
