/**
 * Trains rules/letters.txt: how surprising a letter is behind the two before it, in natural words and identifiers.
 *
 *   npx tsx scripts/train-letters.ts WORDLIST FOLDER...
 *
 * WORDLIST has a word a line (Debian's wamerican, public domain, was used); FOLDERs hold source text whose licence allows it
 * (the sources under node_modules, all MIT, Apache-2.0, BSD or ISC, were used). Only counts of letter triples are kept.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { segmentsOf } from "../server/src/engine/names.ts";

const ALPHABET = 27;
/** Weights of the triple, the pair and the single letter in the blend (Jelinek and Mercer, 1980). */
const BLEND = [0.82, 0.15, 0.03] as const;
/** A step of the table, in bits. */
const STEP = 0.125;
const FIRST_CHARACTER = 33;

const [wordList, ...folders] = process.argv.slice(2);
if (!wordList || folders.length === 0) {
  console.error("usage: train-letters WORDLIST FOLDER...");
  process.exit(2);
}

const counts = new Map<string, number>();
const count = (word: string): void => void counts.set(word, (counts.get(word) ?? 0) + 1);

for (const word of readFileSync(wordList, "utf8").split("\n")) if (/^[a-z]{2,}$/i.test(word)) count(word.toLowerCase());
for (const folder of folders) readFolder(folder);

function readFolder(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) readFolder(path);
    else if (
      /\.(?:d\.ts|ts|js|mjs|cjs|md)$/.test(entry.name) &&
      !/\.min\./.test(entry.name) &&
      statSync(path).size < 1e6
    )
      readText(path);
  }
}

/** Minified and generated text has no words to learn from: its lines are long. */
function readText(path: string): void {
  const text = readFileSync(path, "utf8");
  if (text.split("\n").some((line) => line.length > 1500)) return;
  for (const [name] of text.matchAll(/[A-Za-z][A-Za-z_]{2,40}/g))
    for (const segment of segmentsOf(name)) if (segment.length > 1) count(segment);
}

const triples = new Float64Array(ALPHABET ** 3);
const pairs = new Float64Array(ALPHABET ** 2);
const singles = new Float64Array(ALPHABET);
const index = (letter: string): number => (letter === " " ? 0 : letter.charCodeAt(0) - 96);

// Frequent words say little more of how words look than rare ones, hence the logarithm.
for (const [word, times] of counts) {
  if (times < 2 && word.length < 3) continue;
  const weight = 1 + Math.log2(times);
  const padded = `  ${word} `;
  for (let at = 2; at < padded.length; at++) {
    const [first, second, third] = [index(padded[at - 2]!), index(padded[at - 1]!), index(padded[at]!)];
    triples[(first * ALPHABET + second) * ALPHABET + third]! += weight;
    pairs[second * ALPHABET + third]! += weight;
    singles[third]! += weight;
  }
}

const sum = (from: Float64Array, start: number): number =>
  from.subarray(start, start + ALPHABET).reduce((a, b) => a + b, 0);
const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);

const lines: string[] = [];
for (let context = 0; context < ALPHABET ** 2; context++) {
  let line = "";
  for (let third = 0; third < ALPHABET; third++) {
    const second = context % ALPHABET;
    const probability =
      BLEND[0] * share(triples[context * ALPHABET + third]!, sum(triples, context * ALPHABET)) +
      BLEND[1] * share(pairs[second * ALPHABET + third]!, sum(pairs, second * ALPHABET)) +
      BLEND[2] * share(singles[third]!, sum(singles, 0));
    const steps = Math.min(93, Math.round(-Math.log2(Math.max(probability, 1e-5)) / STEP));
    line += String.fromCharCode(FIRST_CHARACTER + steps);
  }
  lines.push(line);
}
writeFileSync(join(import.meta.dirname, "../rules/letters.txt"), `${lines.join("\n")}\n`);
console.error(`${counts.size} words of ${folders.join(", ")} and ${wordList}`);
