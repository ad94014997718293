/** Reads which members of a JSON text hold strings, with their places; of broken JSON what comes before the break. */
import type { Span } from "../document.ts";

/** A member whose value is a string or a list of strings. */
export interface JsonMember {
  /** As it is written, escapes and all. */
  readonly key: string;
  /** Without their quotes, in the order of the text. */
  readonly strings: readonly Span[];
}

/** @returns the members of all objects, however deep, in the order of the text */
export function jsonMembers(text: string): JsonMember[] {
  const members: JsonMember[] = [];
  for (let at = text.indexOf('"'); at >= 0; ) {
    const key = stringAt(text, at);
    if (!key) break;
    let next = key.end + 1;
    const colon = afterBlanks(text, next);
    const value = text[colon] === ":" ? stringsAt(text, afterBlanks(text, colon + 1)) : undefined;
    if (value) {
      members.push({ key: text.slice(key.start, key.end), strings: value.strings });
      next = value.end;
    }
    at = text.indexOf('"', next);
  }
  return members;
}

function afterBlanks(text: string, at: number): number {
  let after = at;
  while (text[after] === " " || text[after] === "\n" || text[after] === "\r" || text[after] === "\t") after++;
  return after;
}

/** The string whose opening quote stands at `at`. */
function stringAt(text: string, at: number): Span | undefined {
  for (let end = at + 1; end < text.length; end++) {
    const unit = text[end];
    if (unit === '"') return { start: at + 1, end };
    if (unit === "\\") end++;
    else if (unit === "\n") return undefined;
  }
  return undefined;
}

/** The string at `at`, or the strings of the list there; `null` stands for a source that is not carried. */
function stringsAt(text: string, at: number): { strings: Span[]; end: number } | undefined {
  if (text[at] === '"') {
    const string = stringAt(text, at);
    return string && { strings: [string], end: string.end + 1 };
  }
  if (text[at] !== "[") return undefined;
  const strings: Span[] = [];
  for (let next = afterBlanks(text, at + 1); ; next = afterBlanks(text, next)) {
    if (text[next] === "]") return { strings, end: next + 1 };
    if (text[next] === ",") next++;
    else if (text.startsWith("null", next)) next += 4;
    else {
      const string = text[next] === '"' ? stringAt(text, next) : undefined;
      if (!string) return undefined;
      strings.push(string);
      next = string.end + 1;
    }
  }
}
