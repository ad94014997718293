/** What stands beside a literal in a text: names around it, quotes before it, the ends of values. */
import type { Units } from "../../units.ts";
import type { Bounds } from "./needs.ts";
import type { NameTest } from "./sensitive.ts";

/** What stands behind the parameter: the end of a literal, or a place that something is put into. */
const ENDS: ReadonlySet<number | undefined> = new Set(Array.from("\"'`%{$#\\<", (unit) => unit.charCodeAt(0)));
const EQUALS = 61;
const QUESTION = 63;
const AMPERSAND = 38;

/** Whether something like `?name="` or `&name={` stands in it. */
export function hasParameter(units: Units): boolean {
  for (let at = 0; at < units.length; at++) {
    if (units[at] !== EQUALS || !ENDS.has(units[at + 1])) continue;
    let from = at;
    while (from > 0 && at - from < LONGEST_NAME && isOfParameter(units[from - 1])) from--;
    if (from < at && (units[from - 1] === QUESTION || units[from - 1] === AMPERSAND)) return true;
  }
  return false;
}

const isOfParameter = (unit: number | undefined): boolean => isOfName(unit) || unit === HYPHEN || unit === 46;

/** Names longer than this are data. */
const LONGEST_NAME = 80;
const HYPHEN = 45;

/** Letters, digits, the underscore, and what is not ASCII. */
const isOfName = (unit: number | undefined): boolean =>
  unit !== undefined &&
  ((unit >= 97 && unit <= 122) ||
    (unit >= 65 && unit <= 90) ||
    (unit >= 48 && unit <= 57) ||
    unit === 95 ||
    unit > 127);

const setOf = (marks: string): ReadonlySet<number | undefined> =>
  new Set([undefined, ...Array.from(marks, (mark) => mark.charCodeAt(0))]);

/** What a text in code opens with, or what stands before its first line. */
const QUOTES = setOf("\"'`([{|<>!/~^#\n");
/** What stands before a value of a data file, and what behind it. */
const BEFORE = setOf(" \t\n\r\"'`([{,:=<>|!&");
const BEHIND = setOf(" \t\n\r\"'`)]},<>;#&");

/** Whether what stands beside a literal is what is asked for. */
export function isBounded(units: Units, start: number, end: number, bounds: Bounds | undefined): boolean {
  if (!bounds) return true;
  const [before, behind] = [units[start - 1], units[end]];
  if (bounds.whole && (isOfName(before) || isOfName(behind))) return false;
  if (bounds.quoted && !QUOTES.has(before)) return false;
  if (bounds.key && !isKey(units, before, end)) return false;
  return (!bounds.opens || BEFORE.has(before)) && (!bounds.closes || BEHIND.has(behind));
}

/** Whether the name around is of the set, with and without what hyphens join it to. */
export function isOfSet(units: Units, start: number, end: number, test: NameTest): boolean {
  let [from, to] = [start, end];
  while (isOfName(units[from - 1]) && end - from < LONGEST_NAME) from--;
  while (isOfName(units[to]) && to - start < LONGEST_NAME) to++;
  if (test(textOf(units, from, to))) return true;
  if (units[from - 1] !== HYPHEN && units[to] !== HYPHEN) return false;
  while (isOfJoined(units[from - 1]) && end - from < LONGEST_NAME) from--;
  while (isOfJoined(units[to]) && to - start < LONGEST_NAME) to++;
  return test(textOf(units, from, to));
}

const DOT = 46;
const QUOTE = 34;
const COLON = 58;
const SPACE = 32;

function isKey(units: Units, before: number | undefined, end: number): boolean {
  if (before !== QUOTE && before !== DOT) return false;
  if (units[end] !== QUOTE) return units[end] === DOT;
  let at = end + 1;
  while (units[at]! <= SPACE) at++;
  return units[at] === COLON;
}

const isOfJoined = (unit: number | undefined): boolean => isOfName(unit) || unit === HYPHEN;

function textOf(units: Units, from: number, to: number): string {
  let text = "";
  for (let at = from; at < to; at++) text += String.fromCharCode(units[at]!);
  return text;
}
