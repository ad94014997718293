/** Drops values that look too much like ordinary text for what their rule asks. */
import { type Case, drop, type Judge } from "./judge.ts";

/** Shannon's entropy of the value's own characters, in bits a character. */
export function entropyOf(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}

/** How many kinds of characters follow one another in turn, as a share of all steps: words change seldom, random text often. */
function turns(value: string): number {
  const kinds = Array.from(value, kindOf);
  const changes = kinds.filter((kind, at) => at > 0 && kind !== kinds[at - 1]).length;
  return value.length > 1 ? changes / (value.length - 1) : 0;
}

const kindOf = (character: string): number => (/[a-z]/.test(character) ? 0 : /[A-Z]/.test(character) ? 1 : /\d/.test(character) ? 2 : 3);

/**
 * How random a value looks, 0 to 1: its entropy against the most that its length allows, and how often its
 * characters change kind.
 */
export function rarityOf(value: string): number {
  if (value.length < 4) return 0;
  const most = Math.log2(Math.min(value.length, 62));
  const evenness = Math.min(1, entropyOf(value) / most);
  const digits = /\d/.test(value) ? 0.15 : 0;
  const variety = Math.min(1, turns(value) * 2);
  return Math.max(0, Math.min(1, evenness * 0.6 + variety * 0.4 + digits - 0.15));
}

export const rarity: Judge = ({ suspicion, value }: Case) =>
  rarityOf(value) < suspicion.rule.rarity ? drop("rarity", "it looks like ordinary text, not like a random value") : undefined;
