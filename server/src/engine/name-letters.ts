/** Tells from the bytes whether a name may stand in a stretch of text, whatever joins its words: segments are made of few stretches. */
import type { Units } from "./units.ts";

/** Names by their letters alone, in lower case. */
export interface NameLetters {
  /** 1 for a unit that one of the names begins with. */
  readonly firsts: Uint8Array;
  readonly names: readonly Uint8Array[];
}

/** @returns undefined where nothing can be told of a name, or there is none */
export function nameLetters(names: readonly string[]): NameLetters | undefined {
  const letters = names.map((name) => Uint8Array.from(name.toLowerCase().replace(/[^a-z]/g, ""), codeOf));
  if (letters.length === 0 || letters.some(({ length }) => length === 0)) return undefined;
  const firsts = new Uint8Array(256);
  for (const [first] of letters) {
    firsts[first!] = 1;
    firsts[first! - CASE] = 1;
  }
  return { firsts, names: letters };
}

const codeOf = (character: string): number => character.charCodeAt(0);
/** Between a small letter and a capital one. */
const CASE = 32;
const isLetter = (unit: number): boolean => (unit | CASE) >= 97 && (unit | CASE) <= 122;

/** False only where the segments of the stretch hold none of the names, neither one by one nor joined. */
export function mayHoldName({ firsts, names }: NameLetters, units: Units, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    if (firsts[units[at]!] === 0) continue;
    for (const name of names) if (spells(name, units, at, to)) return true;
  }
  return false;
}

function spells(name: Uint8Array, units: Units, from: number, to: number): boolean {
  let spelt = 0;
  for (let at = from; at < to; at++) {
    const unit = units[at]!;
    if (!isLetter(unit)) continue;
    if ((unit | CASE) !== name[spelt]) return false;
    if (++spelt === name.length) return true;
  }
  return false;
}
