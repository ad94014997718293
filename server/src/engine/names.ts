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
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((segment) => segment.replace(/^\d+|\d+$/g, ""))
    .filter(Boolean);
}
