/** Reads SQL as far as tables, what is written into them and users go: columns with their types, values at columns. */
import type { Span } from "../document.ts";
import { dataFacts, valueAt } from "./data.ts";
import type { FileFacts, KeyValue } from "./facts.ts";

const NAME = String.raw`((?:[\w$#@]+|"[^"\n]*"|\`[^\`\n]*\`|\[[^\]\n]*\])(?:\.(?:[\w$#@]+|"[^"\n]*"|\`[^\`\n]*\`|\[[^\]\n]*\]))*)`;
const CREATE = new RegExp(String.raw`\btable\s+(?:if\s+not\s+exists\s+)?${NAME}\s*\(`, "gi");
const ADD = new RegExp(
  String.raw`\balter\s+table\s+(?:if\s+exists\s+|only\s+)?${NAME}\s+add\s+(?:column\s+)?(?:if\s+not\s+exists\s+)?([^;]*)`,
  "gi",
);
const INSERT = new RegExp(String.raw`\binto\s+${NAME}\s*\(([^()]{0,4000})\)\s*values\s*`, "gi");
const UPDATE = new RegExp(String.raw`\bupdate\s+${NAME}\s+set\s+`, "gi");
const USER = new RegExp(
  String.raw`\b(?:user|role|login)\s+(?:if\s+(?:not\s+)?exists\s+)?('[^'\n]*'(?:@'[^'\n]*')?|${NAME.slice(1, -1)}(?:@'[^'\n]*')?)\s[^;']{0,200}?\b(?:identified\s+(?:with\s+\w+\s+)?by|password\s*=?)\s*('(?:[^'\n]|'')*')`,
  "gi",
);

/**
 * Columns with what follows their names at `table.T.column`; literals at `insert.T.column`, `update.T.column`; a password that
 * a user is given at `user.NAME.password`. In linear time but for the length of one statement.
 */
export function readSql(text: string): FileFacts {
  const code = withoutComments(text);
  const keyValues: KeyValue[] = [];
  let done = 0;
  for (const match of code.matchAll(CREATE)) {
    if (match.index < done) continue;
    const { parts, end } = partsOf(code, match.index + match[0].length - 1);
    for (const part of parts) keyValues.push(...column(code, match[1]!, part));
    done = end;
  }
  for (const match of code.matchAll(ADD)) {
    const start = match.index + match[0].length - match[2]!.length;
    keyValues.push(...column(code, match[1]!, { start, end: match.index + match[0].length }));
  }
  for (const match of code.matchAll(INSERT)) keyValues.push(...inserted(code, match));
  done = 0;
  for (const match of code.matchAll(UPDATE)) {
    if (match.index < done) continue;
    const { set, end } = updated(code, match);
    keyValues.push(...set);
    done = end;
  }
  for (const match of code.matchAll(USER)) {
    const end = match.index + match[0].length;
    keyValues.push(valueAt(code, ["user", plain(match[1]!), "password"], { start: end - match[2]!.length, end }));
  }
  return dataFacts("sql", keyValues);
}

/** Blanks instead of comments; offsets stay. */
const withoutComments = (text: string): string =>
  text.replace(/'(?:[^']|'')*(?:'|$)|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g, (part) =>
    part.startsWith("'") ? part : part.replace(/[^\n]/g, " "),
  );

const plain = (written: string): string =>
  written
    .replace(/["'`[\]]/g, "")
    .split(".")
    .at(-1)!;

/** What stands between the commas of the brackets that open at `open`. */
function partsOf(text: string, open: number): { parts: Span[]; end: number } {
  const parts: Span[] = [];
  let depth = 0;
  let start = open + 1;
  let at = open;
  for (; at < text.length; at++) {
    const unit = text[at];
    if (unit === "'") at = closing(text, at);
    else if (unit === "(") depth++;
    else if (unit === ")") depth--;
    else if (unit === ";" && depth <= 0) break;
    if ((unit === "," && depth === 1) || depth === 0) {
      parts.push({ start, end: at });
      start = at + 1;
    }
    if (depth === 0) break;
  }
  return { parts, end: at };
}

/** Where the literal that opens at `open` closes; a doubled quote is one in it. */
function closing(text: string, open: number): number {
  for (let at = text.indexOf("'", open + 1); at >= 0; at = text.indexOf("'", at + 2)) {
    if (text[at + 1] !== "'") return at;
  }
  return text.length;
}

const COLUMN = /^\s*([\w$#@]+|"[^"\n]*"|`[^`\n]*`|\[[^\]\n]*\])\s+(\S[\s\S]*)$/;
const CONSTRAINT =
  /^(?:primary|foreign|unique|key|index|constraint|check|exclude|like|period|fulltext|spatial|partition)$/i;

function column(text: string, table: string, { start, end }: Span): KeyValue[] {
  const match = COLUMN.exec(text.slice(start, end).trimEnd());
  if (!match || CONSTRAINT.test(match[1]!)) return [];
  const to = start + match[0].length;
  return [valueAt(text, ["table", plain(table), plain(match[1]!)], { start: to - match[2]!.length, end: to })];
}

/** The literals of all rows, at the columns they are for. */
function inserted(text: string, match: RegExpExecArray): KeyValue[] {
  const columns = match[2]!.split(",").map((name) => plain(name.trim()));
  const keyValues: KeyValue[] = [];
  let open = match.index + match[0].length;
  while (text[open] === "(") {
    const { parts, end } = partsOf(text, open);
    for (const [at, part] of parts.entries())
      keyValues.push(...literal(text, ["insert", plain(match[1]!), columns[at] ?? "*"], part));
    const after = end + 1;
    open = after + (/^\s*,\s*/.exec(text.slice(after, after + 200))?.[0].length ?? 0);
    if (open === after) break;
  }
  return keyValues;
}

/** Of a statement no more is looked at, in UTF-16 code units. */
const LONGEST = 4000;
const SET = /([\w"`[\].]+)\s*=\s*('(?:[^']|'')*')/g;

function updated(text: string, match: RegExpExecArray): { set: KeyValue[]; end: number } {
  const start = match.index + match[0].length;
  const rest = text.slice(start, start + LONGEST).split(/;|\bwhere\b/i)[0]!;
  const set = [...rest.matchAll(SET)].map((part) => {
    const end = start + part.index + part[0].length;
    return valueAt(text, ["update", plain(match[1]!), plain(part[1]!)], { start: end - part[2]!.length, end });
  });
  return { set, end: start + rest.length };
}

function literal(text: string, path: readonly string[], { start, end }: Span): KeyValue[] {
  const written = text.slice(start, end);
  const from = start + written.length - written.trimStart().length;
  const to = start + written.trimEnd().length;
  return /^'[\s\S]*'$/.test(text.slice(from, to)) ? [valueAt(text, path, { start: from, end: to })] : [];
}
