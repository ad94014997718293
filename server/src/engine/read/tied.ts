/** Tells from a few characters round a name whether a value may be tied to it: to nearly all names none is, and reading on costs more. */
import type { Span } from "../document.ts";
import { unitTable } from "../unit-sets.ts";
import { attributeName, tagName } from "./tie.ts";

/** How far the tie may stand behind the name's closing quotes and brackets, and a value in prose behind the name, in UTF-16 code units. */
const CLOSING = 10;
const PROSE = 14;
/** Values in prose are no shorter. */
const SHORTEST = 16;
/** A type between name and value: `name Type = value`. */
const TYPE = 44;

const closers = unitTable(`**\\\\""''\`\`]]))`);
const quotes = unitTable(`""''\`\``);
const proseUnits = unitTable("++-:==AZ__az||~~");
const typeUnits = unitTable("**..09<<>>AZ[[]]__az");

const isIn = (table: Uint8Array, unit: number): boolean => unit < 128 && table[unit] === 1;
const isBlank = (unit: number): boolean => unit === 32 || unit === 9;

/** @returns false only where `readAssignment` finds nothing */
export function mayBeTied(text: string, name: Span): boolean {
  return mayBeComparedBefore(text, name.start) || mayGoOn(text, name);
}

/** `"x" == name`, `"x".equals(name)`: the last letters of what compares. */
function mayBeComparedBefore(text: string, start: number): boolean {
  let at = start - 1;
  while (at > 0 && (isBlank(text.charCodeAt(at)) || text[at] === "$")) at--;
  if (text[at] === "=") return text[at - 1] === "=" || text[at - 1] === "!";
  return text[at] === "(" && at > 0 && "sego".includes(text[at - 1]!);
}

function mayGoOn(text: string, name: Span): boolean {
  if (text[name.start - 1] === "-" && isBlank(text.charCodeAt(name.end))) return true;
  let at = name.end + (text[name.end] === "}" ? 1 : 0);
  let isQuoted = false;
  for (const last = at + CLOSING; at < last && isIn(closers, text.charCodeAt(at)); at++) {
    isQuoted ||= isIn(quotes, text.charCodeAt(at));
  }
  const closed = at;
  while (isBlank(text.charCodeAt(at))) at++;
  const next = text[at + 1] ?? "";
  switch (text[at]) {
    case "=":
    case ":":
      return true;
    case "!":
      return "=: \t".includes(next);
    case "?":
      return "=:? \t".includes(next);
    case ".":
      return "=.eEci".includes(next) || isProse(text, name.end);
    case "+":
      return next === "=" || isProse(text, name.end);
    case "|":
      return next === "|" || isProse(text, name.end);
    case "-":
      return next === ">" || isProse(text, name.end);
    case "<":
      return next === "-" || next === "/";
    case ">":
      return tagName(text, name);
    case ",":
      return isQuoted || isQuotedBefore(text, name.start) || isArgument(text, name.start);
    case "(":
      return next !== ")";
    case undefined:
      return false;
    default:
      return mayFollow(text, name, closed, at, isQuoted);
  }
}

/** What is no operator: a type, an attribute, a flag's value, a word of prose. */
function mayFollow(text: string, name: Span, closed: number, at: number, isQuoted: boolean): boolean {
  if (isMarkup(text, name, isQuoted, closed)) return true;
  if (at === closed) return false;
  if (isIn(quotes, text.charCodeAt(at))) return true;
  return isTyped(text, at) || isProse(text, name.end);
}

const isMarkup = (text: string, name: Span, isQuoted: boolean, closed: number): boolean =>
  /\s/.test(text[closed] ?? "") && (tagName(text, name) || (isQuoted && attributeName(text, name)));

const isQuotedBefore = (text: string, start: number): boolean => isIn(quotes, text.charCodeAt(start - 1));

/** The first argument of a call, as far as one unit tells. */
function isArgument(text: string, start: number): boolean {
  let at = start - 1;
  while (at > 0 && isBlank(text.charCodeAt(at))) at--;
  return text[at] === "(";
}

function isTyped(text: string, from: number): boolean {
  let at = from;
  for (const last = from + TYPE; at < last && isIn(typeUnits, text.charCodeAt(at)); at++);
  while (isBlank(text.charCodeAt(at))) at++;
  return text[at] === "=";
}

function isProse(text: string, from: number): boolean {
  let run = 0;
  for (let at = from; at < text.length && at - run < from + PROSE; at++) {
    run = isIn(proseUnits, text.charCodeAt(at)) ? run + 1 : 0;
    if (run === SHORTEST) return true;
  }
  return false;
}
