/** Texts that must not even be parsed: they would take the parser of YAML, or whatever prints what it read, down with them. */

/** Longer files are no configs, in UTF-16 code units: parsing this much takes seconds. */
const LONGEST = 500_000;
/** Deeper nesting is no config. */
const DEEPEST = 100;
/** Lists in lists, and keys of keys, on one line. */
const STACKED = /(?:[-?:][ \t]+){20}/;
/** In columns. */
const INDENTED = /^[ \t]{300}/m;

/** @returns what is wrong, in words; undefined where the text may be parsed */
export function unparsable(text: string): string | undefined {
  if (text.length > LONGEST) return `a config has at most ${LONGEST} characters, and this one ${text.length}`;
  if (STACKED.test(text) || INDENTED.test(text)) return "lists and maps are nested too deep";
  let depth = 0;
  for (const bracket of text.matchAll(/[[\]{}]/g)) {
    depth += bracket[0] === "[" || bracket[0] === "{" ? 1 : -1;
    if (depth > DEEPEST) return `brackets are nested more than ${DEEPEST} deep`;
  }
  return undefined;
}
