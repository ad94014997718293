/** Where in a YAML file one is writing, told from its lines alone: a file that is being written is seldom whole. */

/** Steps from the outermost map: keys, and `[]` for an item of a list. */
export type YamlPath = readonly string[];

export interface Cursor {
  /** The map or list that the word stands in or, for a value, its key's path. */
  readonly path: YamlPath;
  /** Whether a value is being written, and not a key. */
  readonly isValue: boolean;
  /** What stands before the cursor of the word that is being written. */
  readonly word: string;
}

interface Line {
  /** Columns; -1 where there is none. */
  readonly dash: number;
  readonly column: number;
  readonly key: string | undefined;
  /** What follows the key, or stands where none does. */
  readonly rest: string;
}

const LINE = /^( *)((?:- +)*|-$)(?:("[^"]*"|'[^']*'|[^\s:#'"[{][^:#]*?|\*[^:#]*?) *:(?: +|$))?(.*)$/;
/** A flow map or list that was begun on the line and not ended. */
const FLOW = /^([[{])(?:.*,)? *(?:("[^"]*"|'[^']*'|[^\s:,[\]{}]+): +)?([^,[\]{}]*)$/;

/** @param offset in UTF-16 code units */
export function cursorAt(text: string, offset: number): Cursor {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  const line = readLine(lines.at(-1)!);
  const above = pathAbove(lines, line);
  const path = line.key === undefined ? above : [...above, line.key];
  const flow = FLOW.exec(line.rest);
  if (flow) {
    const [, bracket, key, word = ""] = flow;
    if (bracket === "[") return { path: [...path, "[]"], isValue: true, word: bare(word) };
    return key === undefined
      ? { path, isValue: false, word: bare(word) }
      : { path: [...path, bare(key)], isValue: true, word: bare(word) };
  }
  return { path, isValue: line.key !== undefined, word: bare(line.rest) };
}

/** The path of a key whose place in the text holds the offset; undefined where there is none. */
export function keyAt(text: string, offset: number): { readonly path: YamlPath; readonly start: number } | undefined {
  const start = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  const whole = /^[^\r\n]*/.exec(text.slice(start))![0];
  const line = readLine(whole);
  if (line.key === undefined) return undefined;
  const at = start + whole.indexOf(line.key, Math.max(line.column, 0));
  if (offset < at || offset > at + line.key.length) return undefined;
  return { path: [...pathAbove(text.slice(0, start + whole.length).split(/\r\n|\r|\n/), line), line.key], start: at };
}

function readLine(text: string): Line {
  const [, indent = "", dashes = "", key, rest = ""] = LINE.exec(text) ?? [];
  const dash = dashes === "" ? -1 : indent.length;
  return { dash, column: indent.length + dashes.length, key: key === undefined ? undefined : bare(key), rest };
}

const bare = (text: string): string => text.replace(/^["']|["']$/g, "").trim();

/** Goes up: a key further left holds what is below it, and a dash further left makes it an item. */
function pathAbove(lines: readonly string[], { dash, column }: Line): string[] {
  const path: string[] = [];
  let limit = column;
  const enterItem = (at: number): void => {
    path.unshift("[]");
    limit = at + 1;
  };
  if (dash >= 0) enterItem(dash);
  for (let at = lines.length - 2; at >= 0 && limit > 0; at--) {
    if (/^\s*(?:#|$)/.test(lines[at]!)) continue;
    const line = readLine(lines[at]!);
    if (line.key !== undefined && line.column < limit && line.rest.replace(/#.*/, "").trim() === "") {
      path.unshift(line.key);
      limit = line.column;
      if (line.dash >= 0) enterItem(line.dash);
    } else if (line.dash >= 0 && line.dash < limit && line.column >= limit) enterItem(line.dash);
  }
  return path;
}
