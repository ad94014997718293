/** Opens documents that carry texts inside JSON strings: cells and outputs of notebooks, sources of source maps. */
import type { SourceDocument, Span } from "../document.ts";
import { type JsonMember, jsonMembers } from "./json-strings.ts";

/** A text as it was before it was written into JSON strings. */
export interface Part {
  readonly text: string;
  /** Where a span of the part stands in the document, escapes and all. */
  originOf(span: Span): Span;
}

export interface Opened {
  /** The document with blanks instead of its parts and of data that is no text; offsets stay. */
  readonly rest: string;
  readonly parts: readonly Part[];
}

interface Carrier {
  /** Members that hold texts. */
  readonly texts: RegExp;
  /** Members that hold data nobody reads. */
  readonly data: RegExp;
  /** Whether a list of strings is one text in pieces. */
  readonly joined: boolean;
}

const carriers: Readonly<Record<string, Carrier>> = {
  // https://nbformat.readthedocs.io/en/latest/format_description.html
  ipynb: {
    texts: /^(?:source|text|traceback|text\/[\w.+-]+)$/,
    data: /^(?:image\/(?!svg)|audio\/|video\/|application\/(?:pdf|octet-stream))/,
    joined: true,
  },
  // https://tc39.es/ecma426/
  map: { texts: /^sourcesContent$/, data: /^mappings$/, joined: false },
};

/** @returns undefined where the document carries no texts that differ from itself; in linear time, whatever the text */
export function openDocument({ path, text }: SourceDocument): Opened | undefined {
  const carrier = carriers[path.slice(path.lastIndexOf(".") + 1).toLowerCase()];
  if (!carrier || !/^\s*\{/.test(text)) return undefined;
  const members = jsonMembers(text);
  const carried = members.filter(({ key }) => carrier.texts.test(key));
  const hidden = members.filter(({ key }) => carrier.texts.test(key) || carrier.data.test(key));
  const pieces = ({ strings }: JsonMember): (readonly Span[])[] =>
    carrier.joined ? [strings] : strings.map((string) => [string]);
  return {
    rest: blanked(
      text,
      hidden.flatMap(({ strings }) => strings),
    ),
    parts: carried.flatMap(pieces).map((strings) => partOf(text, strings)),
  };
}

function blanked(text: string, spans: readonly Span[]): string {
  let rest = "";
  let at = 0;
  for (const { start, end } of spans) {
    rest += text.slice(at, start) + " ".repeat(end - start);
    at = end;
  }
  return rest + text.slice(at);
}

/** A stretch of a part that was copied as it stands, or one code unit that an escape stood for. */
interface Run extends Span {
  readonly origin: Span;
}

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|[\s\S])/y;
const meanings: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };

function partOf(text: string, strings: readonly Span[]): Part {
  const runs: Run[] = [];
  let decoded = "";
  const add = (unit: string, start: number, end: number): void => {
    if (unit === "") return;
    runs.push({ start: decoded.length, end: decoded.length + unit.length, origin: { start, end } });
    decoded += unit;
  };
  for (const { start, end } of strings) {
    const raw = text.slice(start, end);
    for (let at = 0; at < raw.length; ) {
      const backslash = raw.indexOf("\\", at);
      const stop = backslash < 0 ? raw.length : backslash;
      add(raw.slice(at, stop), start + at, start + stop);
      ESCAPE.lastIndex = stop;
      const match = ESCAPE.exec(raw);
      at = stop + (match?.[0].length ?? 1);
      if (match) add(meaningOf(match), start + stop, start + at);
    }
  }
  return { text: decoded, originOf: (span) => originOf(runs, span) };
}

const meaningOf = ([whole, code]: RegExpExecArray): string =>
  code ? String.fromCharCode(Number.parseInt(code, 16)) : (meanings[whole[1]!] ?? whole[1]!);

function originOf(runs: readonly Run[], { start, end }: Span): Span {
  const [first, last] = [runAt(runs, start), runAt(runs, end - 1)];
  return {
    start: first.origin.start + (start - first.start),
    // An escape is longer than what it stands for: what ends with it ends where it ends.
    end: last.origin.end - (last.end - end),
  };
}

function runAt(runs: readonly Run[], offset: number): Run {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (runs[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return runs[low]!;
}
