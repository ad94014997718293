/** Named character classes of RE2 (https://github.com/google/re2/wiki/Syntax), all ASCII as there. */
import { complement, type Ranges } from "./syntax.ts";

const code = (character: string): number => character.charCodeAt(0);
const ranges = (...pairs: string[]): Ranges => pairs.map((pair) => [code(pair[0]!), code(pair.at(-1)!)] as const);

const digit = ranges("09");
const word = ranges("09", "AZ", "_", "az");
const space: Ranges = [
  [9, 10],
  [12, 13],
  [32, 32],
];

/** Classes by the letter of their escape. */
export const escapedClasses: Readonly<Record<string, Ranges>> = {
  d: digit,
  D: complement(digit),
  w: word,
  W: complement(word),
  s: space,
  S: complement(space),
};

/** Classes by their POSIX name, as in `[[:alnum:]]`. */
export const posixClasses: Readonly<Record<string, Ranges>> = {
  alnum: ranges("09", "AZ", "az"),
  alpha: ranges("AZ", "az"),
  ascii: [[0, 127]],
  blank: ranges("\t", " "),
  digit,
  graph: [[33, 126]],
  lower: ranges("az"),
  print: [[32, 126]],
  punct: [
    [33, 47],
    [58, 64],
    [91, 96],
    [123, 126],
  ],
  space: [
    [9, 13],
    [32, 32],
  ],
  upper: ranges("AZ"),
  word,
  xdigit: ranges("09", "AF", "af"),
};

/** Characters by the letter of their escape. */
export const escapedCharacters: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };

/** Every code unit but the line feed, and every code unit. */
export const dot = complement([[10, 10]]);
export const dotAll = complement([]);
