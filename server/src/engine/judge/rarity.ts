/** Drops values that look too much like ordinary text for what their rule asks. */
import { type Case, drop, type Judge } from "./judge.ts";

export const rarity: Judge = ({ suspicion, rarity: found }: Case) =>
  found() < suspicion.rule.rarity ? drop("rarity", "it looks like ordinary text, not like a random value") : undefined;
