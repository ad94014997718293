/** What must stand in a text for a matcher to find anything: words and names that follow from the matcher itself, its tables and its sets of names. */
import type { HandlingData, LibraryCall, Matcher, What } from "../../handling-rule.ts";

/** Something of it must stand in the text. */
export interface Need {
  readonly words: readonly Word[];
  /** A name of one of these sets. */
  readonly sets: readonly string[];
  /** The beginning of a parameter in an address, which something else is put into. */
  readonly parameter?: true;
}

export interface Word {
  /** ASCII, in lower case. */
  readonly text: string;
  /** What stands beside it; anything where absent. */
  readonly bounds?: Bounds;
}

export interface Bounds {
  /** No other letter, digit or underscore. */
  readonly whole?: boolean;
  /** Before it the quote (or another mark) that opens a text in code. */
  readonly quoted?: boolean;
  /** It is a key of JSON, or a part of one with dots. */
  readonly key?: boolean;
  /** Before it, or behind it, nothing of the value that it is in. */
  readonly opens?: boolean;
  readonly closes?: boolean;
}

type NeedsData = Pick<HandlingData, "libraries" | "words">;

/** A word of one letter stands everywhere. */
const SHORTEST = 2;
const CLEARTEXT = ["http://", "ws://", "ftp://", "amqp://", "mqtt://", "ldap://", "smtp://"];

/**
 * All of them must be met.
 * @param language of the facts; without one, whichever a table knows
 */
export function needsOf(matcher: Matcher, language: string | undefined, data: NeedsData): readonly Need[] {
  return needs(matcher, language, data).filter((need) => need !== undefined);
}

function needs(matcher: Matcher, language: string | undefined, data: NeedsData): (Need | undefined)[] {
  const table = (name: string): Need | undefined => anyOf(callsOf(name, language, data));
  const held = (holds: readonly What[] | undefined): Need | undefined => holds && heldBy(holds, table, language);
  const named = (set: string | undefined): Need | undefined => (set === undefined ? undefined : ofSet(set));
  if ("call" in matcher) {
    const { call, holds, beside, option } = matcher;
    const names = [matcher.named, matcher.called, matcher.within, beside?.named].map(named);
    return [table(call), ...names, held(holds), held(beside?.holds), option && anyOf(option.names)];
  }
  if ("key" in matcher) {
    const { key, named: set, value, beside = [] } = matcher;
    const keyed = (paths: readonly string[]): Need | undefined => anyOf(paths, language === "json");
    const near = beside.flatMap((other) => [keyed(other.key), ofPattern(other.value), named(other.named)]);
    return [keyed(key), named(set), ofPattern(value), ...near];
  }
  if ("command" in matcher) return [anyOf(matcher.command), held(matcher.holds), named(matcher.reads)];
  if ("compares" in matcher) return [united([ofSet(matcher.compares), table("digests")])];
  // A shell writes its fallbacks with signs alone.
  if ("fallback" in matcher) return [ofSet(matcher.fallback), language === "bash" ? undefined : table("environment")];
  if ("query" in matcher) return [ofSet(matcher.query), { words: [], sets: [], parameter: true }];
  if ("path" in matcher) return [anyOf(matcher.path), named(matcher.named)];
  if ("defines" in matcher) return [];
  if ("returns" in matcher) return [ofSet(matcher.returns), held(matcher.holds)];
  const inside = matcher.in === undefined ? undefined : table(matcher.in);
  const under = matcher.under && anyOf(matcher.under);
  return [matcher.setting && anyOf(matcher.setting), named(matcher.named), held(matcher.holds), inside, under];
}

function heldBy(
  holds: readonly What[],
  table: (name: string) => Need | undefined,
  language: string | undefined,
): Need | undefined {
  const of: Readonly<Record<What, () => Need | undefined>> = {
    secret: () => united([ofSet("secret"), table("makes-token")]),
    kept: () => ofSet("kept"),
    literal: () => undefined,
    bytes: () => undefined,
    short: () => table("random-bytes"),
    bulk: () => table("bulk"),
    header: () => table("headers"),
    random: () => table("weak-random"),
    clock: () => table("clock"),
    cleartext: () => inClear(language),
    "cleartext-host": () => inClear(language),
    environment: () => table("environment"),
  };
  return united(holds.map((what) => of[what]()));
}

/** Languages where every text stands between quotes: addresses in comments are none. */
const QUOTING = /^(?:javascript|python|go|java|kotlin|csharp|rust|scala|swift|dart)$/;

function inClear(language: string | undefined): Need {
  const quoted = language !== undefined && QUOTING.test(language);
  return { words: CLEARTEXT.map((text) => ({ text, ...(quoted && { bounds: { quoted } }) })), sets: [] };
}

const ofSet = (set: string): Need => ({ words: [], sets: [set] });

function callsOf(table: string, language: string | undefined, { libraries }: NeedsData): string[] {
  const rows = libraries[table] ?? {};
  const calls: readonly LibraryCall[] =
    language === undefined ? Object.values(rows).flat() : [...(rows[language] ?? []), ...(rows["*"] ?? [])];
  return calls.flatMap(({ call }) => call);
}

/** One of several must be met. */
function united(all: readonly (Need | undefined)[]): Need | undefined {
  const known = all.filter((need) => need !== undefined);
  if (known.length < all.length) return undefined;
  return { words: known.flatMap(({ words }) => words), sets: known.flatMap(({ sets }) => sets) };
}

/** A run of characters that a regular expression has to match as they are; undefined where it has none. */
const ofPattern = (pattern: string | undefined): Need | undefined =>
  pattern === undefined ? undefined : united(alternativesOf(pattern).map(ofAlternative));

function ofAlternative(pattern: string): Need | undefined {
  const plain = pattern.replace(UNSURE, (_, kept) => kept ?? GAP);
  // With alternatives none of them is sure to be matched.
  if (/(?<!\\)\|/.test(plain)) return undefined;
  const pieces = plain.split(/[\0+]/).map((text) => text.replace(/\\(.)/g, "$1").toLowerCase());
  const longest = pieces.reduce((most, text) => (text.length > most.length ? text : most), "");
  if (!/^[ -~]+$/.test(longest)) return undefined;
  const opens = pattern.startsWith("^") && pieces.indexOf(longest) === 1;
  const closes = /(?<!\\)\$$/.test(pattern) && pieces.lastIndexOf(longest) === pieces.length - 2;
  return { words: [{ text: longest, bounds: { opens, closes } }], sets: [] };
}

const MOST_ALTERNATIVES = 16;
const CHOICE = /(?<!\\)\((?:\?:|(?!\?))((?:[^()[\]\\]|\\.|\[(?:[^\]\\]|\\.)*\])*)\)(?![*+?{])/;

/** What an expression means with each of its innermost choices made in turn. */
function alternativesOf(pattern: string): readonly string[] {
  const choice = CHOICE.exec(pattern);
  if (!choice) return [pattern];
  const [whole, inside] = choice;
  const [before, behind] = [pattern.slice(0, choice.index), pattern.slice(choice.index + whole.length)];
  const parts = inside!.match(/(?:[^|[\\]|\\.|\[(?:[^\]\\]|\\.)*\])+/g) ?? [""];
  const all = parts.flatMap((part) => alternativesOf(before + part + behind));
  return all.length > MOST_ALTERNATIVES ? [pattern] : all;
}

/** In the place of what may be matched by this or that. */
const GAP = "\0";
const ESCAPED = /(\\[^\w\s])(?![*?{])/;
const MAYBE = /(?:\\.|[^\\])(?:[*?]|\{\d[^}]*\})/;
const CLASS = /\[(?:[^\]\\]|\\.)*\](?:[*+?]|\{[^}]*\})?/;
const GROUP = /\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)[*+?]?/;
/** Escaped punctuation is kept; groups, classes, anchors, and what may be missing or come often are not. */
const UNSURE = new RegExp(
  [ESCAPED, GROUP, CLASS, MAYBE, /\\\w(?:[*+?]|\{[^}]*\})?/, /[.^$][*+?]?/].map(({ source }) => source).join("|"),
  "g",
);

/**
 * @param quoted whether keys stand between quotes
 * @returns undefined where a path may be written in a way that no word follows from
 */
const anyOf = (paths: readonly string[], quoted = false): Need | undefined =>
  united(paths.map((path) => needOfPath(path, quoted)));

/** A word that must stand in the text wherever this path is written: the longest, or one of the alternatives. */
function needOfPath(path: string, quoted: boolean): Need | undefined {
  let best: Need | undefined;
  let length = SHORTEST - 1;
  for (const { index, 0: part, 1: alternatives } of path.matchAll(/\{([^}]*)\}|[^{}]+/g)) {
    const beside = { before: path[index - 1], behind: path[index + part.length] };
    const group = (alternatives?.split(",") ?? [part]).map((text) => longestWord(text, beside, quoted));
    const shortest = Math.min(...group.map(({ text }) => text.length));
    if (shortest > length) [best, length] = [{ words: group, sets: [] }, shortest];
  }
  return best;
}

/** What stands beside a part of a path. */
interface Beside {
  readonly before: string | undefined;
  readonly behind: string | undefined;
}

function longestWord(part: string, { before, behind }: Beside, quoted: boolean): Word {
  let longest: Word = { text: "" };
  for (const { index, 0: text } of part.matchAll(/\w+/g)) {
    if (text.length <= longest.text.length) continue;
    const around = [part[index - 1] ?? before, part[index + text.length] ?? behind];
    const whole = !around.some((unit) => unit !== undefined && /[\w*{}]/.test(unit));
    const key = quoted && around.every((unit) => unit === undefined || unit === ".");
    longest = { text: text.toLowerCase(), bounds: { whole, key } };
  }
  return longest;
}
