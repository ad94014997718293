/** Turns a rule's RE2 pattern into what the scan runs: JavaScript source, length, value group and anchors. */
import type { Anchor, CompiledPattern } from "../rule.ts";
import { emitPattern } from "./emit.ts";
import { anchorsOf, literalLength, widthOf } from "./measure.ts";
import { parsePattern } from "./parse.ts";
import { alphabetOf, beginningOf } from "./surroundings.ts";

/**
 * @param pattern in RE2 syntax; the value is its group `secret`, else its first group, else the whole match; what is judged is its group `judged`, else the value
 * @param keywords known to stand in every match, of which one does
 * @throws PatternError where the pattern is not RE2
 */
export function compilePattern(pattern: string, keywords: readonly string[] = []): CompiledPattern {
  const { tree, groups, names } = parsePattern(pattern);
  const { min, max } = widthOf(tree);
  const judged = names.get("judged");
  return {
    source: emitPattern(tree),
    minLength: min,
    alphabet: alphabetOf(tree),
    maxLength: Number.isFinite(max) ? max : null,
    group: names.get("secret") ?? Math.min(groups, 1),
    ...(judged !== undefined && { judged }),
    anchors: anchorsOf(tree, keywords),
    literals: literalLength(tree),
  };
}

/** An empty anchor, for a pattern that is tried wherever its match may begin. */
export const emptyAnchor = (pattern: string): Anchor => ({
  literal: "",
  minBefore: 0,
  maxBefore: 0,
  around: beginningOf(parsePattern(pattern).tree),
});
