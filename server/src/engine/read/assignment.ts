/** Reads the assignment around a place in a text: the name that stands there, what ties it to a value, and the value. */
import type { Span } from "../document.ts";
import { unitTable } from "../unit-sets.ts";
import { type Units, unitsOf } from "../units.ts";
import type { Assignment, Literal, Relation } from "./facts.ts";
import type { Form } from "./form.ts";
import { COMPARING_METHOD, literalBefore, type Tie, ties } from "./tie.ts";

/** Names longer than this are no names. */
const LONGEST_NAME = 80;
/** Values longer than this are not read to their end. */
const LONGEST_VALUE = 4096;

/**
 * @param around the name's span, as `nameAround` tells it
 * @returns the assignment, or undefined where no value is tied to the name
 */
export function readAssignment(text: string, around: Span, form: Form): Assignment | undefined {
  const nameSpan = withoutMethod(text, around);
  if (nameSpan.end - nameSpan.start > LONGEST_NAME) return undefined;
  for (const tie of ties) {
    tie.regex.lastIndex = nameSpan.end;
    const match = tie.regex.exec(text);
    if (!match || !tie.fits(text, nameSpan, form)) continue;
    const [value, ...more] = readValues(text, nameSpan.end + match[0].length, form, tie);
    if (value) return { name: text.slice(nameSpan.start, nameSpan.end), nameSpan, relation: tie.relation, value, more };
  }
  const compared = literalBefore(text, nameSpan.start);
  if (!compared) return undefined;
  const name = text.slice(nameSpan.start, nameSpan.end);
  return { name, nameSpan, relation: "compared", value: compared, more: [] };
}

const NAME = unitTable("$$-.09@Z__az");
const EDGE = unitTable("$$-.@@");

/** The identifier around a place; dots and hyphens belong to it, at its edges they don't. */
export function nameAround(units: Units, at: number): Span {
  let start = at;
  while (start > 0 && at - start < LONGEST_NAME && NAME[units[start - 1]!] === 1) start--;
  let end = at;
  while (end < units.length && end - at < LONGEST_NAME && NAME[units[end]!] === 1) end++;
  while (start < at && EDGE[units[start]!] === 1) start++;
  while (end > at && EDGE[units[end - 1]!] === 1) end--;
  return { start, end };
}

/** The same in a text of which no units are known. */
export function nameInText(text: string, at: number): Span {
  const from = Math.max(0, at - LONGEST_NAME);
  const { start, end } = nameAround(unitsOf(text.slice(from, at + LONGEST_NAME)), at - from);
  return { start: from + start, end: from + end };
}

/** `password.equals("x")`: the method belongs to the tie. */
function withoutMethod(text: string, { start, end }: Span): Span {
  const method = text[end] === "(" ? COMPARING_METHOD.exec(text.slice(start, end))?.[0] : undefined;
  return { start, end: end - (method?.length ?? 0) };
}

const STRING_START = /(?:[brufLRBUF@$]{0,2})(\\{0,3}(?:"""|'''|["'`]))/y;
/** `process.env.X || "value"`, `getenv("X", "value")` and the like. */
const FALLBACK =
  /[\w.$]+(?:\[["'][\w-]+["']\]|\(["'][\w.-]+["'](?=[ \t]*[,)]))?[ \t]*\)?[ \t]*(?:\|\||\?\?|\bor\b|\?:|,)[ \t]*(?=["'`])/y;
/** `String("value")`, `new Secret("value")`, `[]byte("value")`, `Optional.of(new Secret("value"))`. */
const WRAPPER = /(?:(?:new|const)[ \t]+)?(?:[\w.$[\]]{1,40}\([ \t]*(?:new[ \t]+)?){1,3}(?=["'`])/y;

/** Lists longer than this are data. */
const LONGEST_LIST = 16;
const LIST_START = /(?:\[\]?[\w.]*\{?|\{|\()\s*(?=["'`])/y;
const LIST_NEXT = /\s*,\s*(?=["'`])/y;

function readValues(text: string, at: number, form: Form, tie: Tie): Literal[] {
  LIST_START.lastIndex = at;
  const opening = LIST_START.exec(text);
  if (!opening) return [readValue(text, at, form, tie)].filter((value) => value !== undefined);
  const values: Literal[] = [];
  for (let next = at + opening[0].length; values.length < LONGEST_LIST; ) {
    const value = readQuoted(text, next);
    if (!value) break;
    values.push(value);
    LIST_NEXT.lastIndex = value.end + value.quote!.length;
    const comma = LIST_NEXT.exec(text);
    if (!comma) break;
    next = value.end + value.quote!.length + comma[0].length;
  }
  return values;
}

function readValue(text: string, at: number, form: Form, tie: Tie): Literal | undefined {
  const quoted = readQuoted(text, at);
  if (quoted) return quoted;
  for (const skip of [FALLBACK, WRAPPER]) {
    skip.lastIndex = at;
    const skipped = skip.exec(text);
    if (skipped) return readQuoted(text, at + skipped[0].length);
  }
  return tie.bare ? readBare(text, at, form, tie.relation) : undefined;
}

/** A quoted literal that begins at `at`, closed within reach. */
function readQuoted(text: string, at: number): Literal | undefined {
  STRING_START.lastIndex = at;
  const opening = STRING_START.exec(text);
  if (!opening) return undefined;
  const quote = opening[1]!;
  const start = at + opening[0].length;
  const end = closing(text, start, quote);
  return end === undefined ? undefined : { start, end, quote };
}

function closing(text: string, start: number, quote: string): number | undefined {
  const limit = Math.min(text.length, start + LONGEST_VALUE);
  const multiline = quote.length >= 3 || quote === "`";
  for (let at = start; at < limit; at++) {
    if (text.startsWith(quote, at)) return at;
    if (text[at] === "\\") at++;
    else if (text[at] === "\n" && !multiline) return undefined;
  }
  return undefined;
}

const BARE_LINE = /[^\s"'`#<>[{(,;&][^\r\n]{0,4096}/y;
/** What closes a surrounding list or map, or goes on after the value. */
const UNBALANCED = /^([^[{(]*?)[\]}),;]+$/;
/** Quotes at the end alone close a text that began before the name. */
const ENCLOSED = /^([^"'`]*)["'`]{1,2}[,;)\]}]*$/;
/** A command of PowerShell: `$password = Read-Host "Password"`. */
const CMDLET = /^(?:Read|Get|New|Import|Convert(?:To|From)|Invoke|Select|Join)-[A-Z][A-Za-z]+$/;
const BARE_WORD = /(?:[^\s"'`<>()[\]{},;|&\\]|\\(?![nrt])){1,4096}/y;

function readBare(text: string, at: number, form: Form, relation: Relation): Literal | undefined {
  const whole = form === "line" && relation === "assigned" ? BARE_LINE : BARE_WORD;
  whole.lastIndex = at;
  const match = whole.exec(text);
  // What is called gives the value, and is none.
  if (!match || text[at + match[0].length] === "(" || CMDLET.test(match[0])) return undefined;
  const value = match[0]
    .slice(0, LONGEST_VALUE)
    .replace(/[ \t]+(?:#.*|\/\/.*|\\)?$/, "")
    .replace(ENCLOSED, "$1")
    .replace(UNBALANCED, "$1");
  return value ? { start: at, end: at + value.length } : undefined;
}
