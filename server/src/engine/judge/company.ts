/** Drops suspicions of rules that mean nothing alone where none of the rules that they require was found close by. */
import type { LineIndex } from "../document.ts";
import type { Suspicion, Verdict } from "../finding.ts";
import { drop } from "./judge.ts";

/**
 * @param kept the suspicions that no other judge dropped
 * @returns a judge of suspicions by their neighbours
 */
export function companyOf(kept: readonly Suspicion[], lines: LineIndex): (suspicion: Suspicion) => Verdict | undefined {
  return ({ rule: { requires }, span }) => {
    if (!requires) return undefined;
    const line = lines.lineAt(span.start);
    const isNear = (other: Suspicion): boolean => Math.abs(lines.lineAt(other.span.start) - line) <= requires.within;
    if (kept.some((other) => requires.rules.includes(other.rule.id) && isNear(other))) return undefined;
    return drop("company", `none of ${requires.rules.join(", ")} stands within ${requires.within} lines`);
  };
}
