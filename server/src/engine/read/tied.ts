/** Tells from a few characters round a name whether a value may be tied to it: to nearly all names none is, and reading on costs more. */
import type { Span } from "../document.ts";
import { unitTable } from "../unit-sets.ts";
import type { Units } from "../units.ts";
import { attributeName } from "./tie.ts";

/** How far the tie may stand behind the name's closing quotes and brackets, and a value in prose behind the name, in UTF-16 code units. */
const CLOSING = 10;
const PROSE = 14;
/** Values in prose are no shorter. */
const SHORTEST = 16;
/** A type between name and value: `name Type = value`. */
const TYPE = 44;

/** Of a tag's name, in UTF-16 code units. */
const LONGEST_TAG = 40;

const closers = unitTable(`**\\\\""''\`\`]]))`);
const quotes = unitTable(`""''\`\``);
const proseUnits = unitTable("++-:==AZ__az||~~");
const tagUnits = unitTable("--..0:AZ__az");
const typeUnits = unitTable("**..09<<>>AZ[[]]__az");

const codesOf = (characters: string): ReadonlySet<number> => new Set([...characters].map((one) => one.charCodeAt(0)));
const [TAB, LINE_FEED, CARRIAGE, SPACE, NOT, DOLLAR, MINUS, EQUALS, BRACE] = [
  9, 10, 13, 32, 33, 36, 45, 61, 125,
] as const;
const OPENING = 40;
const CLOSING_PARENTHESIS = 41;
const LESS = 60;
const MORE = 62;
const SLASH = 47;
const BAR = 124;
const beforeComparing = codesOf("sego");
const afterNot = codesOf("=: \t");
const afterAsking = codesOf("=:? \t");
const afterDot = codesOf("=.eEci");

const isBlank = (unit: number | undefined): boolean => unit === SPACE || unit === TAB;
/** What is not ASCII may be white space. */
const maySeparate = (unit: number | undefined): boolean =>
  unit !== undefined &&
  (isBlank(unit) || unit === LINE_FEED || unit === CARRIAGE || unit === 11 || unit === 12 || unit > 127);

/** The text is only asked for where units do not tell. */
interface Read {
  readonly units: Units;
  readonly text: string;
}

/** @returns false only where `readAssignment` finds nothing */
export const mayBeTied = (read: Read, name: Span): boolean =>
  mayBeComparedBefore(read.units, name.start) || mayGoOn(read, name);

/** `"x" == name`, `"x".equals(name)`: the last letters of what compares. */
function mayBeComparedBefore(units: Units, start: number): boolean {
  let at = start - 1;
  while (at > 0 && (isBlank(units[at]) || units[at] === DOLLAR)) at--;
  if (units[at] === EQUALS) return units[at - 1] === EQUALS || units[at - 1] === NOT;
  return units[at] === OPENING && at > 0 && beforeComparing.has(units[at - 1]!);
}

function mayGoOn(read: Read, name: Span): boolean {
  const { units } = read;
  if (units[name.start - 1] === MINUS && isBlank(units[name.end])) return true;
  let at = name.end + (units[name.end] === BRACE ? 1 : 0);
  let isQuoted = false;
  for (const last = at + CLOSING; at < last && closers[units[at]!] === 1; at++) isQuoted ||= quotes[units[at]!] === 1;
  const closed = at;
  while (isBlank(units[at])) at++;
  const next = units[at + 1] ?? 0;
  switch (String.fromCharCode(units[at] ?? 0)) {
    case "=":
    case ":":
      return true;
    case "!":
      return afterNot.has(next);
    case "?":
      return afterAsking.has(next);
    case ".":
      return afterDot.has(next) || isProse(units, name.end);
    case "+":
      return next === EQUALS || isProse(units, name.end);
    case "|":
      return next === BAR || isProse(units, name.end);
    case "-":
      return next === MORE || isProse(units, name.end);
    case "<":
      return next === MINUS || next === SLASH;
    case ">":
      return isTagName(units, name.start);
    case ",":
      return isQuoted || quotes[units[name.start - 1]!] === 1 || isArgument(units, name.start);
    case "(":
      return next !== CLOSING_PARENTHESIS;
    default:
      return at < units.length && mayFollow(read, name, closed, at, isQuoted);
  }
}

/** What is no operator: a type, an attribute, a flag's value, a word of prose. */
function mayFollow(read: Read, name: Span, closed: number, at: number, isQuoted: boolean): boolean {
  const { units } = read;
  if (isMarkup(read, name, isQuoted, closed)) return true;
  if (at === closed) return false;
  if (quotes[units[at]!] === 1) return true;
  return isTyped(units, at) || isProse(units, name.end);
}

const isMarkup = (read: Read, name: Span, isQuoted: boolean, closed: number): boolean =>
  maySeparate(read.units[closed]) &&
  (isTagName(read.units, name.start) || (isQuoted && attributeName(read.text, name)));

function isTagName(units: Units, start: number): boolean {
  let at = start - 1;
  while (start - 1 - at < LONGEST_TAG && tagUnits[units[at]!] === 1) at--;
  return units[at] === LESS;
}

/** The first argument of a call, as far as one unit tells. */
function isArgument(units: Units, start: number): boolean {
  let at = start - 1;
  while (at > 0 && isBlank(units[at])) at--;
  return units[at] === OPENING;
}

function isTyped(units: Units, from: number): boolean {
  let at = from;
  for (const last = from + TYPE; at < last && typeUnits[units[at]!] === 1; at++);
  while (isBlank(units[at])) at++;
  return units[at] === EQUALS;
}

function isProse(units: Units, from: number): boolean {
  let run = 0;
  for (let at = from; at < units.length && at - run < from + PROSE; at++) {
    run = proseUnits[units[at]!] === 1 ? run + 1 : 0;
    if (run === SHORTEST) return true;
  }
  return false;
}
