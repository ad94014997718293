/** Writes random patterns of RE2's language, of those in which JavaScript has the same idea of a match. */
import type { Random } from "../../../server/src/engine/mint.ts";
import { pick, upTo } from "../../texts.ts";

const ATOMS = [
  "a",
  "b",
  "A",
  "1",
  "_",
  "-",
  "\\.",
  "[ab]",
  "[^a]",
  "[a-c1-3]",
  "[[:alpha:]]",
  "[^[:digit:]-]",
  "\\d",
  "\\w",
  "\\s",
  "\\S",
  ".",
  "[\\w.-]",
  "[]a]",
  "\\x61",
  "\\n",
  "/",
];
const ASSERTIONS = ["\\b", "\\B", "^", "$", "\\A", "\\z"];
const COUNTS = ["*", "+", "?", "{2}", "{1,3}", "{2,}", "{0,2}"];
const FLAGS = ["(?i)", "(?s)", "(?m)", "(?i:", "(?s-i:", "(?:", "(", "(?P<n>"];

export function randomPattern(random: Random): string {
  return sequence(random, 3).replaceAll("(?P<n>", "(");
}

function sequence(random: Random, depth: number): string {
  const items = Array.from({ length: 1 + upTo(4, random) }, () => item(random, depth));
  return items.join("");
}

function item(random: Random, depth: number): string {
  const dice = random();
  if (dice < 0.1) return pick(ASSERTIONS, random);
  if (dice < 0.3 && depth > 0) return group(random, depth - 1);
  const atom = pick(ATOMS, random);
  return random() < 0.4 ? atom + pick(COUNTS, random) + (random() < 0.3 ? "?" : "") : atom;
}

function group(random: Random, depth: number): string {
  const flag = pick(FLAGS, random);
  const inner = random() < 0.5 ? sequence(random, depth) : `${sequence(random, depth)}|${sequence(random, depth)}`;
  if (flag.endsWith(")")) return `${flag}${sequence(random, depth)}`;
  // A repetition of what may be empty ends differently in JavaScript, so what is repeated begins with a character.
  return random() < 0.3 ? `${flag}a(?:${inner}))${pick(COUNTS, random)}` : `${flag}${inner})`;
}
