/** Tells whether a name says that what it names is a token, by its segments: `dbPassword` does, `passwordError` and `public_key` don't. */
import type { NameClass } from "./rule.ts";

/** Words of rules/names.yml, all in lower case. */
export interface NameWords {
  /** Words that make a name sensitive wherever they stand inside a segment, by class. */
  readonly inside: Readonly<Record<NameClass, readonly string[]>>;
  /** Words that make a name sensitive where they are a whole segment (or two joined ones), by class. */
  readonly whole: Readonly<Record<NameClass, readonly string[]>>;
  /** Ends of segments that make a name sensitive, by class: `nkey`. */
  readonly ending: Readonly<Record<NameClass, readonly string[]>>;
  /** Segments that, after the sensitive one, say that the name is of something about the token. */
  readonly about: readonly string[];
  /** Segments, or two joined ones, that anywhere in the name say that the value is meant to be public. */
  readonly open: readonly string[];
}

export type NameClassifier = (name: string) => NameClass | undefined;

const order: readonly NameClass[] = ["password", "token", "key"];

export function nameClassifier(words: NameWords): NameClassifier {
  const whole = new Map(order.flatMap((nameClass) => words.whole[nameClass].map((word) => [word, nameClass] as const)));
  const about = new Set(words.about);
  const open = new Set(words.open);

  const classOf = (segment: string, before: string): NameClass | undefined =>
    order.find((nameClass) => words.inside[nameClass].some((word) => segment.includes(word))) ??
    whole.get(before + segment) ??
    whole.get(segment) ??
    order.find((nameClass) => words.ending[nameClass].some((word) => segment.endsWith(word)));

  return (name) => {
    const segments = segmentsOf(name);
    const isOpen = segments.some((segment, at) => open.has(segment) || open.has((segments[at - 1] ?? "") + segment));
    if (isOpen) return undefined;
    for (let at = segments.length - 1; at >= 0; at--) {
      const found = classOf(segments[at]!, segments[at - 1] ?? "");
      if (found) return found;
      if (about.has(segments[at]!)) return undefined;
    }
    return undefined;
  };
}

/** A name's segments in lower case: camel, snake, kebab and dotted names alike; numbers at their edges fall away. */
export function segmentsOf(name: string): string[] {
  const segments: string[] = [];
  let start = 0;
  for (let at = 0; at <= name.length; at++) {
    const ends = at === name.length || kindOf(name, at) === JOINT;
    if (!ends && !beginsHump(name, at)) continue;
    addSegment(name, start, at, segments);
    start = ends ? at + 1 : at;
  }
  return segments;
}

const LOWER = 0;
const UPPER = 1;
const DIGIT = 2;
const JOINT = 3;

function kindOf(name: string, at: number): number {
  const unit = name.charCodeAt(at);
  if (unit >= 97 && unit <= 122) return LOWER;
  if (unit >= 48 && unit <= 57) return DIGIT;
  return unit >= 65 && unit <= 90 ? UPPER : JOINT;
}

/** In `dbHTTPPort` at H and the last P. */
function beginsHump(name: string, at: number): boolean {
  if (at === 0 || kindOf(name, at) !== UPPER) return false;
  const before = kindOf(name, at - 1);
  if (before !== UPPER) return before !== JOINT;
  return at + 1 < name.length && kindOf(name, at + 1) === LOWER;
}

function addSegment(name: string, from: number, to: number, segments: string[]): void {
  let [start, end] = [from, to];
  while (start < end && kindOf(name, start) === DIGIT) start++;
  while (end > start && kindOf(name, end - 1) === DIGIT) end--;
  if (start < end) segments.push(name.slice(start, end).toLowerCase());
}
