/** Tells random values from text that people write: how much likelier a value is as random characters than as words, digits and joints. */

/** 0 to 1: below a half the value looks like words, above like chance. */
export type RarityModel = (value: string) => number;

const ALPHABET = 27;
/** The table's steps, in bits, and the character that stands for zero (scripts/train-letters.ts). */
const STEP = 0.125;
const FIRST_CHARACTER = 33;

/** Bits that a writer of words spends on things that are no letters. Digits are as surprising as chance; joints hardly are. */
const DIGIT = Math.log2(10);
const JOINT = 1;
const SYMBOL = 5;
/** A change of kind inside a word, as `a4f9` has three; one such change (`admin1`) is nothing special. */
const CHANGE = 4;
const FREE_CHANGES = 1;
/** People seldom write longer numbers; each digit more is a bit of surprise. */
const USUAL_NUMBER = 10;

/** How many bits of evidence halve the doubt that is left. */
const SHARPNESS = 12;

/** Values longer than this are judged by their beginning, in UTF-16 code units. */
const ENOUGH = 256;

/** @param table rules/letters.txt: a line for each pair of letters, a character for each letter that follows */
export function rarityModel(table: string): RarityModel {
  const costs = Float32Array.from(
    table.replaceAll("\n", ""),
    (character) => (character.charCodeAt(0) - FIRST_CHARACTER) * STEP,
  );
  return (value) => {
    const looked = value.slice(0, ENOUGH);
    if (looked.length < 2) return 0;
    const evidence = costAsText(looked, costs) - costAsChance(looked);
    return 1 / (1 + 2 ** (-evidence / SHARPNESS));
  };
}

/** Words (runs of letters, camel humps apart), numbers, or another character with its repetitions. */
const PIECE = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[A-Z]|\d+|([^A-Za-z\d])\1*/g;

function costAsText(value: string, costs: Float32Array): number {
  let bits = 0;
  let changes = 0;
  let before = "";
  for (const [piece] of value.matchAll(PIECE)) {
    const kind = /[A-Za-z]/.test(piece)
      ? "word"
      : /\d/.test(piece)
        ? "number"
        : /[-_. /:]/.test(piece)
          ? "joint"
          : "symbol";
    if (kind === "word") bits += wordCost(piece.toLowerCase(), costs);
    else if (kind === "number") bits += piece.length * DIGIT + Math.max(0, piece.length - USUAL_NUMBER);
    else bits += kind === "joint" ? JOINT : SYMBOL;
    if (before !== "" && before !== "joint" && kind !== "joint") changes++;
    before = kind;
  }
  return bits + Math.max(0, changes - FREE_CHANGES) * CHANGE;
}

function wordCost(word: string, costs: Float32Array): number {
  let [first, second] = [0, 0];
  let bits = 0;
  for (let at = 0; at <= word.length; at++) {
    const third = at < word.length ? word.charCodeAt(at) - 96 : 0;
    bits += costs[(first * ALPHABET + second) * ALPHABET + third]!;
    [first, second] = [second, third];
  }
  return bits;
}

/** Characters drawn from the smallest usual alphabet that holds them all. */
function costAsChance(value: string): number {
  const hexadecimal = /^(?:[0-9a-f-]+|[0-9A-F-]+)$/.test(value) && /\d/.test(value) && /[a-fA-F]/.test(value);
  const letters = (/[a-z]/.test(value) ? 26 : 0) + (/[A-Z]/.test(value) ? 26 : 0);
  const size = hexadecimal ? 16 : letters + (/\d/.test(value) ? 10 : 0) + (/[^A-Za-z\d]/.test(value) ? 4 : 0);
  return value.length * Math.log2(Math.max(size, 10));
}
