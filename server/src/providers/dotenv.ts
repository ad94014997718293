/** Reads and writes `.env` files: reads as dotenv (npm) does, and writes only what all readers of such files read alike. */
import type { Span } from "../engine/document.ts";
import { applyEdits, type FileStore, type TextEdit } from "../engine/fix/index.ts";

interface Entry {
  readonly name: string;
  readonly value: string;
  /** It begins with a quote that nothing closes. */
  readonly open: boolean;
  /** The value as it is written, with its quotes. */
  readonly start: number;
  readonly end: number;
}

/** The store that a file `.env` is. */
export const dotenv: FileStore = {
  file: ".env",
  examples: [".env.example", ".env.sample", ".env.template", ".env.dist", "env.example", "example.env"],
  read: (text) => new Map(entriesOf(text).map(({ name, value }) => [name, value])),
  set: setName,
  mention: (text, name) =>
    entriesOf(text).some((entry) => entry.name === name) ? undefined : appended(text, `${name}=`),
};

/**
 * The variables that a child process gets from files, the later ones winning.
 * @param texts of `.env`, `.env.local` and the like
 */
export function runEnvironment(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(texts.flatMap((text) => [...dotenv.read(text)]));
}

/** The text without the lines that give the name a value. */
export function withoutName(text: string, name: string): string {
  const entries = entriesOf(text).filter((entry) => entry.name === name);
  return applyEdits(
    text,
    entries.map((entry) => removalOf(text, entry)),
  );
}

/** The edit that takes out the entry whose name stands at an offset, with all lines of its value; undefined where none does. */
export function withoutEntryAt(text: string, offset: number): TextEdit | undefined {
  const edits = entriesOf(text).map((entry) => removalOf(text, entry));
  return edits.find(({ span }) => span.start <= offset && offset < span.end);
}

/** Where the values stand, with their quotes; those that are empty stand nowhere. */
export const valueSpans = (text: string): Span[] =>
  entriesOf(text)
    .filter(({ start, end }) => start < end)
    .map(({ start, end }) => ({ start, end }));

function removalOf(text: string, { start, end }: Entry): TextEdit {
  const lineEnd = text.indexOf("\n", end);
  const span = { start: text.lastIndexOf("\n", start - 1) + 1, end: lineEnd < 0 ? text.length : lineEnd + 1 };
  return { span, newText: "" };
}

/** An entry as dotenv 16 to 18 reads it: https://github.com/motdotla/dotenv#what-rules-does-the-parsing-engine-follow */
const ENTRY =
  /^[^\S\n]*(?:export[^\S\n]+)?([\w.-]+)(?:\s*=|:[^\S\n])([^\S\n]*'(?:\\'|[^'])*'|[^\S\n]*"(?:\\"|[^"])*"|[^\S\n]*`(?:\\`|[^`])*`|[^#\r\n]*)?[^\S\n]*(?:#.*)?\r?$/dgm;

function entriesOf(text: string): Entry[] {
  return Array.from(text.matchAll(ENTRY), (match) => {
    const written = match[2] ?? "";
    const offset = match.indices?.[2]?.[0] ?? match.index + match[0].length;
    const trimmed = written.trim();
    const start = trimmed === "" ? offset : offset + written.length - written.trimStart().length;
    const open = /^["'`]/.test(trimmed) && !QUOTED.test(trimmed);
    return { name: match[1]!, value: meaningOf(trimmed), open, start, end: start + trimmed.length };
  });
}

const QUOTED = /^(["'`])([\s\S]*)\1$/;

function meaningOf(written: string): string {
  const quoted = QUOTED.exec(written);
  const value = (quoted ? quoted[2]! : written).replaceAll("\r\n", "\n");
  return quoted?.[1] === '"' ? value.replaceAll("\\n", "\n").replaceAll("\\r", "\r") : value;
}

function setName(text: string, name: string, value: string): TextEdit | string | undefined {
  const before = entriesOf(text);
  const known = before.findLast((entry) => entry.name === name);
  if (known?.value === value) return undefined;
  if (before.some(({ open }) => open)) return UNSURE;
  const written = writtenForm(value);
  if (written === undefined) return MIXED;
  if (value.includes("\n") && text.includes("\r\n"))
    return "It has several lines, and .env ends its lines as Windows does, which not every reader takes out.";
  const edit = known
    ? { span: { start: known.start, end: known.end }, newText: written }
    : appended(text, `${name}=${written}`);
  const after = entriesOf(applyEdits(text, [edit]));
  return isAsMeant(before, after, name, value) ? edit : UNSURE;
}

const UNSURE = ".env holds a line that cannot be read with certainty, such as an open quote.";
const MIXED =
  "It mixes quotes, backslashes, dollar signs or control characters in a way that dotenv, python-dotenv, Compose and a shell each read differently.";

function isAsMeant(before: readonly Entry[], after: readonly Entry[], name: string, value: string): boolean {
  const rest = (entries: readonly Entry[]): string =>
    JSON.stringify(entries.filter((entry) => entry.name !== name).map((entry) => [entry.name, entry.value]));
  return after.findLast((entry) => entry.name === name)?.value === value && rest(before) === rest(after);
}

function appended(text: string, line: string): TextEdit {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const start = text === "" || text === "\uFEFF" || text.endsWith("\n") ? "" : eol;
  return { span: { start: text.length, end: text.length }, newText: start + line + eol };
}

const BARE = /^[\w./:+=@%,-]+$/;
/** python-dotenv reads `\\` as one backslash and fills `${...}` in even here; a backslash at the end takes the quote along. */
const SINGLE = /^(?:[^'\\\r\0$]|\\(?![\\']|$)|\$(?!\{))*$/;
/** Where a single quote stands in the value. */
const DOUBLE = /^[^"\\$`\r\0]*$/;

/**
 * The value as dotenv 16 to 18, Node's --env-file, python-dotenv, Compose (compose-go) and `sh` read it alike: bare, else
 * in single quotes, else in double ones; undefined where none of them will do. test/providers/dotenv.test.ts asks them.
 */
function writtenForm(value: string): string | undefined {
  if (BARE.test(value)) return value;
  if (SINGLE.test(value)) return `'${value}'`;
  return DOUBLE.test(value) ? `"${value}"` : undefined;
}
