/** Drops values that look too much like ordinary text for what their rule, and the place they were found at, ask. */
import { type Case, drop, type Judge } from "./judge.ts";

/** A bare word in code is nearly always an identifier; one in an embedded text is not, but has to show it. */
const BARE_IN_CODE = 0.8;
/** `setPassword("x")` may name anything by its first argument. */
const ARGUMENT = 0.62;

export const rarity: Judge = (suspected: Case) =>
  suspected.rarity() < asked(suspected)
    ? drop("rarity", "it looks like ordinary text, not like a random value")
    : undefined;

function asked({ generic, suspicion: { rule, quote, relation }, form }: Case): number {
  if (generic && quote === undefined && form === "code") return Math.max(rule.rarity, BARE_IN_CODE);
  if (generic && relation === "argument") return Math.max(rule.rarity, ARGUMENT);
  return rule.rarity;
}
