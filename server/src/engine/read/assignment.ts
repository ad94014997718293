/** Reads the assignment around a place in a text: the name that stands there, what ties it to a value, and the value. */
import type { Span } from "../document.ts";
import type { Assignment, Literal, Relation } from "./facts.ts";
import type { Form } from "./form.ts";

/** Names longer than this are no names. */
const LONGEST_NAME = 80;
/** Values longer than this are not read to their end. */
const LONGEST_VALUE = 4096;

/**
 * @param at a place inside the name
 * @returns the assignment, or undefined where no value is tied to the name
 */
export function readAssignment(text: string, at: number, form: Form): Assignment | undefined {
  const nameSpan = nameAround(text, at);
  if (nameSpan.end - nameSpan.start > LONGEST_NAME) return undefined;
  for (const tie of ties) {
    tie.regex.lastIndex = nameSpan.end;
    const match = tie.regex.exec(text);
    if (!match || !tie.fits(text, nameSpan, form)) continue;
    const [value, ...more] = readValues(text, nameSpan.end + match[0].length, form, tie);
    if (value) return { name: text.slice(nameSpan.start, nameSpan.end), nameSpan, relation: tie.relation, value, more };
  }
  return undefined;
}

/** A way in which a value follows a name. Patterns are sticky at the name's end and end where the value begins. */
interface Tie {
  readonly relation: Relation;
  readonly regex: RegExp;
  /** Whether a value without quotes may follow. */
  readonly bare: boolean;
  fits(text: string, name: Span, form: Form): boolean;
}

const always = (): boolean => true;
const quotedName = (text: string, name: Span): boolean => /["'`]/.test(text[name.start - 1] ?? "");
const flagName = (text: string, name: Span): boolean =>
  /(?:^|[\s"'`=,[(])--?$/.test(text.slice(Math.max(0, name.start - 3), name.start));
const tagName = (text: string, name: Span): boolean =>
  /<[\w:.-]{0,40}$/.test(text.slice(Math.max(0, name.start - 42), name.start));

/** Closes the name: an escaped or plain quote, brackets. */
const CLOSE = String.raw`\*{0,2}(?:\\{0,3}["'\x60])?[\])]{0,2}\*{0,2}`;
/** After the tie: blanks, and at most one line break before a quoted value. */
const GAP = String.raw`[ \t]*(?:\\?\r?\n[ \t]*(?=[brufLRBUF@$]{0,2}["'\x60]))?`;

const ties: readonly Tie[] = [
  { relation: "compared", regex: new RegExp(`${CLOSE}[ \\t]*[!=]==?${GAP}`, "y"), bare: false, fits: always },
  // name: Type = value
  {
    relation: "assigned",
    regex: new RegExp(`[?!]?[ \\t]*:[ \\t]*[A-Za-z_][\\w.<>[\\]|&*? ,]{0,60}?[ \\t]*=(?![=>])${GAP}`, "y"),
    bare: false,
    fits: (_text, _name, form) => form === "code",
  },
  // var name Type = value
  {
    relation: "assigned",
    regex: new RegExp(`[ \\t]+[*[\\]]*[A-Za-z_][\\w.<>[\\]*]{0,40}[ \\t]*=(?![=>])${GAP}`, "y"),
    bare: false,
    fits: always,
  },
  {
    relation: "assigned",
    regex: new RegExp(`${CLOSE}[ \\t]*(?::{1,3}=|=>|->|<-|\\|\\|=|\\?\\?=|[?+.:]?=|:{1,2})(?![=>])${GAP}`, "y"),
    bare: true,
    fits: always,
  },
  { relation: "element", regex: /["'][ \t]+(?:value|content)[ \t]*=[ \t]*/y, bare: false, fits: quotedName },
  { relation: "element", regex: />[ \t]*(?:\r?\n[ \t]*)?/y, bare: true, fits: tagName },
  { relation: "argument", regex: new RegExp(`${CLOSE}[ \\t]*,${GAP}`, "y"), bare: false, fits: quotedName },
  { relation: "argument", regex: new RegExp(`\\([ \\t]*${GAP}`, "y"), bare: false, fits: always },
  { relation: "flag", regex: /["'][ \t]*,[ \t]*/y, bare: false, fits: flagName },
  { relation: "flag", regex: /[ \t]+/y, bare: true, fits: flagName },
  // "the api key is x", #define TOKEN "x"
  {
    relation: "prose",
    regex: /["'`*]{0,2}[ \t]{1,4}(?:is[: \t]{1,3}|->[ \t]{0,3})?(?=["'`]?[\w+/.~=|:-]{16,})/y,
    bare: true,
    fits: always,
  },
];

const NAME_UNIT = /[\w$@.-]/;

/** The identifier around a place; dots and hyphens belong to it, at its edges they don't. */
function nameAround(text: string, at: number): Span {
  let start = at;
  while (start > 0 && at - start < LONGEST_NAME && NAME_UNIT.test(text[start - 1]!)) start--;
  let end = at;
  while (end < text.length && end - at < LONGEST_NAME && NAME_UNIT.test(text[end]!)) end++;
  while (start < at && /[.@$-]/.test(text[start]!)) start++;
  while (end > at && /[.@$-]/.test(text[end - 1]!)) end--;
  return { start, end };
}

const STRING_START = /(?:[brufLRBUF@$]{0,2})(\\{0,3}(?:"""|'''|["'`]))/y;
/** `process.env.X || "value"`, `getenv("X", "value")` and the like. */
const FALLBACK =
  /[\w.$]+(?:\[["'][\w-]+["']\]|\(["'][\w.-]+["'](?=[ \t]*[,)]))?[ \t]*\)?[ \t]*(?:\|\||\?\?|\bor\b|\?:|,)[ \t]*(?=["'`])/y;
/** `String("value")`, `new Secret("value")`, `[]byte("value")`. */
const WRAPPER = /(?:new[ \t]+)?[\w.$[\]]{1,40}\([ \t]*(?=["'`])/y;

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

const BARE_LINE = /[^\s"'`#<>[{(,;&][^\r\n]*/y;
/** What closes a surrounding list or map, or goes on after the value. */
const UNBALANCED = /^([^[{(]*?)[\]}),;]+$/;
/** Quotes at the end alone close a text that began before the name. */
const ENCLOSED = /^([^"'`]*)["'`]{1,2}[,;)\]}]*$/;
const BARE_WORD = /(?:[^\s"'`<>()[\]{},;|&\\]|\\(?![nrt]))+/y;

function readBare(text: string, at: number, form: Form, relation: Relation): Literal | undefined {
  const whole = form === "line" && relation === "assigned" ? BARE_LINE : BARE_WORD;
  whole.lastIndex = at;
  const match = whole.exec(text);
  // A word before a parenthesis is called: it gives the value, and is none.
  if (!match || text[at + match[0].length] === "(") return undefined;
  const value = match[0]
    .slice(0, LONGEST_VALUE)
    .replace(/[ \t]+(?:#.*|\/\/.*|\\)?$/, "")
    .replace(ENCLOSED, "$1")
    .replace(UNBALANCED, "$1");
  return value ? { start: at, end: at + value.length } : undefined;
}
