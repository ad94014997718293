/** The ways in which a name and a value are tied together, in any language. */
import type { Span } from "../document.ts";
import type { Literal, Relation } from "./facts.ts";
import type { Form } from "./form.ts";

/** A way in which a value follows a name. Patterns are sticky at the name's end and end where the value begins. */
export interface Tie {
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

export const attributeName = (text: string, name: Span): boolean =>
  /\b(?:key|name|id|property|type|Include)[ \t]*=[ \t]*["'][^"'<>\n]{0,60}$/.test(
    text.slice(Math.max(0, name.start - 80), name.start),
  );
const queryName = (text: string, name: Span): boolean =>
  /[?&]$|&amp;$/.test(text.slice(Math.max(0, name.start - 5), name.start));
const beginsLine = (text: string, name: Span): boolean =>
  /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, name.start - 40), name.start));

/** What compares two values: `equals(`, `strcmp(`, `compare_digest(`. */
const COMPARING = "(?:[eE]quals(?:IgnoreCase)?|compareTo|isEqualTo|isEqualToString)";
/** At the end of a name, before the parenthesis. */
export const COMPARING_METHOD = new RegExp(`\\.${COMPARING}$`);
const COMPARER =
  /(?:\bstr(?:n|case|ncase)?cmp|_compare|compare_digest|hash_equals|EqualFold|ConstantTimeCompare|timingSafeEqual)\([ \t]*(?:\w+\(|\[\]byte\()?$/;
const isCompared = (text: string, name: Span): boolean =>
  COMPARER.test(text.slice(Math.max(0, name.start - 60), name.start));

/** Closes the name: an escaped or plain quote, brackets. */
const CLOSE = String.raw`\*{0,2}(?:\\{0,3}["'\x60])?[\])]{0,2}\*{0,2}`;
/** Attributes between a name and its value. */
const ATTRIBUTES = String.raw`(?:\s{1,80}[\w:-]{1,40}=["'][^"'<>]{0,160}["']){0,4}?`;
/** After the tie: blanks, and at most one line break before a quoted value. */
const GAP = String.raw`[ \t]*(?:\\?\r?\n[ \t]*(?=[brufLRBUF@$]{0,2}["'\x60](?!["'\x60]{2})))?`;

export const ties: readonly Tie[] = [
  { relation: "query", regex: /=(?![=>])/y, bare: true, fits: queryName },
  {
    relation: "compared",
    regex: new RegExp(`(?:\\}?${CLOSE}[ \\t]*[!=]==?|\\}?"[ \\t]+=[ \\t]+|\\.${COMPARING}\\([ \\t]*)${GAP}`, "y"),
    bare: false,
    fits: always,
  },
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
    fits: (text, name) => !tagName(text, name),
  },
  {
    relation: "assigned",
    regex: new RegExp(`${CLOSE}[ \\t]*(?::{1,3}=|=>|->|<-|\\|\\|=|\\?\\?=|[?+.:]?=|:{1,2})(?![=>])${GAP}`, "y"),
    bare: true,
    fits: always,
  },
  {
    relation: "pair",
    regex: new RegExp(`["']${ATTRIBUTES}\\s{1,80}(?:value|content)[ \\t]*=[ \\t]*`, "y"),
    bare: false,
    fits: attributeName,
  },
  {
    relation: "pair",
    regex: /<\/(?:name|key|string)>\s{0,80}<(?:value|string|data)>\s{0,80}/y,
    bare: true,
    fits: always,
  },
  {
    relation: "element",
    regex: new RegExp(`${ATTRIBUTES}\\s{0,40}>[ \\t]*(?:\\r?\\n[ \\t]*)?`, "y"),
    bare: true,
    fits: tagName,
  },
  { relation: "argument", regex: new RegExp(`${CLOSE}[ \\t]*,${GAP}`, "y"), bare: false, fits: quotedName },
  { relation: "compared", regex: new RegExp(`\\)?[ \\t]*,${GAP}`, "y"), bare: false, fits: isCompared },
  { relation: "argument", regex: new RegExp(`\\([ \\t]*${GAP}`, "y"), bare: false, fits: always },
  { relation: "flag", regex: /["'][ \t]*,[ \t]*/y, bare: false, fits: flagName },
  { relation: "flag", regex: /[ \t]+/y, bare: true, fits: flagName },
  {
    relation: "called",
    regex: /[ \t]+(?=(["'])[^"'\r\n]{1,128}\1[ \t]*\r?(?:\n|(?![\s\S])))/y,
    bare: false,
    fits: beginsLine,
  },
  // "the api key is x", #define TOKEN "x"
  {
    relation: "prose",
    regex: /["'`*]{0,2}[ \t]{1,4}(?:is[: \t]{1,3}|->[ \t]{0,3})?(?=["'`]?[\w+/.~=|:-]{16,})/y,
    bare: true,
    fits: always,
  },
];

const LITERAL_BEFORE = new RegExp(
  `(["'\x60])([^"'\x60\\\\\\n]{1,128})\\1(?:[ \\t]*[!=]==?[ \\t]*|\\.${COMPARING}\\([ \\t]*)\\$?$`,
);

/** The literal that the name at `start` is compared with, where it stands before it: `"x" == name`, `"x".equals(name)`. */
export function literalBefore(text: string, start: number): Literal | undefined {
  let at = start - 1;
  while (at > 0 && /[ \t$]/.test(text[at]!)) at--;
  if (text[at] !== "=" && text[at] !== "(") return undefined;
  const from = Math.max(0, start - 180);
  const match = LITERAL_BEFORE.exec(text.slice(from, start));
  if (!match) return undefined;
  const first = from + match.index + 1;
  return { start: first, end: first + match[2]!.length, quote: match[1]! };
}
