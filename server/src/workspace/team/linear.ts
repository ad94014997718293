/** Matches a team's pattern in linear time, by re2js, a port of RE2; JavaScript's own engine never sees it. */
import { type Matcher as Found, RE2JS } from "re2js";
import type { Matcher } from "../../engine/calls.ts";

/** Told before and after each match that is looked for. */
export interface Watch {
  /** @returns whether the pattern may still be run */
  begin(): boolean;
  end(): void;
}

/** So many matches in one text are looked at. */
const MOST = 256;

export class LinearMatcher implements Matcher {
  lastIndex = 0;
  readonly #pattern: RE2JS;
  readonly #watch: Watch;
  readonly #global: boolean;
  #text: string | undefined;
  #matcher: Found | undefined;
  #count = 0;

  /** @param source in RE2 syntax */
  constructor(source: string, isGlobal: boolean, watch: Watch) {
    this.#pattern = RE2JS.compile(source);
    this.#watch = watch;
    this.#global = isGlobal;
  }

  /** The next match that is not empty, from the text's beginning or, if global, from the last one on. */
  exec(text: string): RegExpExecArray | null {
    if (!this.#watch.begin()) return null;
    try {
      const isNew = !this.#global || this.lastIndex === 0 || text !== this.#text;
      if (isNew && !this.#start(text)) return null;
      const found = this.#next(text);
      this.lastIndex = found ? found.index + found[0].length : 0;
      return found;
    } finally {
      this.#watch.end();
    }
  }

  /** To tell whether there is a match at all is several times cheaper than to tell where. */
  #start(text: string): boolean {
    this.#text = text;
    this.#count = 0;
    this.#matcher = this.#pattern.test(text) ? this.#pattern.matcher(text) : undefined;
    return this.#matcher !== undefined;
  }

  #next(text: string): RegExpExecArray | null {
    const matcher = this.#matcher;
    while (matcher && this.#count++ < MOST && matcher.find()) {
      if (matcher.end() > matcher.start()) return resultOf(matcher, text);
    }
    return null;
  }
}

const isEmpty = (pair: readonly [number, number] | undefined): boolean => !pair || pair[0] === pair[1];

function resultOf(matcher: Found, text: string): RegExpExecArray {
  const pairs = Array.from({ length: matcher.groupCount() + 1 }, (_, group): [number, number] | undefined => {
    const start = matcher.start(group);
    return start < 0 ? undefined : [start, matcher.end(group)];
  });
  // Of alternatives with a group each, the one that took part is meant.
  if (pairs.length > 1 && isEmpty(pairs[1])) pairs[1] = pairs.slice(1).find((pair) => !isEmpty(pair)) ?? pairs[1];
  const groups = pairs.map((pair) => pair && text.slice(...pair)) as [string, ...string[]];
  return Object.assign(groups, {
    index: matcher.start(),
    input: text,
    groups: undefined,
    indices: pairs,
  }) as unknown as RegExpExecArray;
}
