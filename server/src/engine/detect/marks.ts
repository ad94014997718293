/** Finds in one pass where literals may be joined, where escapes stand, and whether the text may be a manifest: most texts need no closer look. */
import { unitTable } from "../unit-sets.ts";
import type { Units } from "../units.ts";

export interface Marks {
  /** Quotes that may close a literal which the next one is joined to. */
  readonly joints: readonly number[];
  /** What begins an escape or percent-encoding. */
  readonly escapes: readonly number[];
  /** `kind:` stands somewhere. */
  readonly saysKind: boolean;
}

/** Pairs of units, one bit each: the first unit's bits and the second one's share one where the pair is a mark. Behind the colon anything may stand. */
const JOINT = 1;
const ESCAPE = 2;
const PERCENT = 4;
const KIND = 8;

/** Letters and signs before an opening quote. */
const prefix = unitTable("$$@@BBFFRRUUbbffrruu");
const quote = unitTable(`""''`);
/** What follows a closing quote in `read/chain.ts`, besides these two. */
const joint = unitTable("\t\r  &&))++..<<\\\\||\u0080\uffff");
/** What follows the backslash, and the percent sign, in `detect/runs.ts`. */
const escaped = unitTable("//UU\\\\uuxx");
const digit = unitTable("0027");

const firsts = new Uint8Array(256);
const seconds = new Uint8Array(256);
for (let unit = 0; unit < 256; unit++) {
  const character = String.fromCharCode(unit);
  firsts[unit] =
    quote[unit]! * JOINT + (character === "\\" ? ESCAPE : character === "%" ? PERCENT : character === ":" ? KIND : 0);
  seconds[unit] =
    (quote[unit]! | prefix[unit]! | joint[unit]!) * JOINT + escaped[unit]! * ESCAPE + digit[unit]! * PERCENT + KIND;
}

export function marksOf(units: Units): Marks {
  const joints: number[] = [];
  const escapes: number[] = [];
  let saysKind = false;
  const last = units.length - 1;
  for (let block = 0; block < last; block += BLOCK) {
    if (block + BLOCK <= last && !beginsAny(units, block)) continue;
    for (let at = block, end = Math.min(block + BLOCK, last); at < end; at++) {
      const mark = firsts[units[at]!]! & seconds[units[at + 1]!]!;
      if (mark === 0) continue;
      if (mark === JOINT) {
        if (prefix[units[at + 1]!] === 0 || opens(units, at + 2)) joints.push(at);
      } else if (mark === KIND) saysKind ||= isKind(units, at);
      else escapes.push(at);
    }
  }
  return { joints, escapes, saysKind };
}

/** Most units begin no pair: so many are asked about at once. */
const BLOCK = 4;

const beginsAny = (units: Units, at: number): boolean =>
  (firsts[units[at]!]! | firsts[units[at + 1]!]! | firsts[units[at + 2]!]! | firsts[units[at + 3]!]!) !== 0;

/** At most two letters stand before a quote. */
const opens = (units: Units, at: number): boolean =>
  quote[units[at]!] === 1 || (prefix[units[at]!] === 1 && quote[units[at + 1]!] === 1);

const isKind = (units: Units, colon: number): boolean =>
  units[colon - 4] === 107 && units[colon - 3] === 105 && units[colon - 2] === 110 && units[colon - 1] === 100;
