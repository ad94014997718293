/** Random and mutated texts for scan(), and what must hold of its answer whatever the text; shared by the property test and the soak. */
import { scan } from "../../server/src/engine/index.ts";
import type { Random } from "../../server/src/engine/mint.ts";
import { builtinCatalogue, builtinRules, examplesOf } from "../builtin.ts";
import { joinedPieces, mutated, pick, upTo } from "../texts.ts";
import { githubToken } from "./findings.ts";

/** Characters that break things: nulls, halves of surrogate pairs, separators, quotes, brackets, escapes. */
const STRANGE = "\0\ud800\udc00\u2028\ufeff\\\"'`${}[]()<>#@:=%&;,|\r\n\té😀";
const PATHS = ["a.ts", "b.py", ".env", "c.yml", "d", "e.json", "f.md", "g.ipynb", "h.js.map", "i.min.js", "test/j.sql"];

/** Minted examples of rules, whole or cut, one after the other. */
export function splicedExamples(random: Random, seed: number): string {
  const texts = Array.from(
    { length: 1 + upTo(5, random) },
    () => pick(examplesOf(pick(builtinRules, random), seed), random).text,
  );
  return texts
    .map((text) => (random() < 0.3 ? text.slice(upTo(text.length, random)) : text))
    .join(pick(["", " ", "\n", '"', "="], random));
}

const mutatedExamples = (random: Random, seed: number): string =>
  mutated(splicedExamples(random, seed), random, STRANGE);

const binary = (random: Random): string =>
  Array.from({ length: upTo(2000, random) }, () =>
    String.fromCharCode(upTo(random() < 0.5 ? 256 : 65536, random)),
  ).join("");

const brackets = (random: Random): string =>
  `key${pick(["(", "[", "{", "<", "${", '"', "`", "\\"], random).repeat(upTo(5000, random))}secret = "`;

const oneLongLine = (random: Random): string =>
  joinedPieces(["password", "=", '"', "token:", "x".repeat(500), " ", ",", githubToken(1)], upTo(300, random), random);

/** A piece of an example again and again, as in data and in attempts to keep a scanner busy. */
function repeated(random: Random, seed: number): string {
  const text = splicedExamples(random, seed);
  const from = upTo(text.length, random);
  return text.slice(0, from) + text.slice(from, from + 1 + upTo(40, random)).repeat(1 + upTo(400, random)) + text;
}

/** One example laid into another at any place, the middle of a surrogate pair included. */
function interleaved(random: Random, seed: number): string {
  const [outer, inner] = [splicedExamples(random, seed), mutatedExamples(random, seed + 1)];
  const at = upTo(outer.length, random);
  return outer.slice(0, at) + pick([...STRANGE], random) + inner + outer.slice(at + upTo(10, random));
}

const bytesOf = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text));
const perUnit = (text: string, prefix: string, digits: number): string =>
  Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(digits, "0").slice(-digits))
    .map((hex) => prefix + hex)
    .join("");

const encodings: readonly ((text: string) => string)[] = [
  (text) => btoa(bytesOf(text)),
  (text) => btoa(bytesOf(text)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""),
  (text) => perUnit(text, "", 2),
  (text) => perUnit(text, "%", 2),
  (text) => perUnit(text, "\\x", 2),
  (text) => perUnit(text, "\\u", 4),
  (text) => JSON.stringify(text),
  (text) => JSON.stringify({ data: { password: text } }),
];

/** Encodings inside encodings, some of them damaged. */
function encoded(random: Random, seed: number): string {
  let text = splicedExamples(random, seed).slice(0, 400);
  for (let depth = 1 + upTo(4, random); depth > 0 && text.length < 20_000; depth--) {
    text = pick(encodings, random)(text);
    if (random() < 0.2) text = mutated(text, random, STRANGE);
    if (random() < 0.5) text = `password: "${text}"`;
  }
  return text;
}

const kinds = [
  binary,
  splicedExamples,
  mutatedExamples,
  mutatedExamples,
  interleaved,
  repeated,
  encoded,
  brackets,
  oneLongLine,
];

/** What is to be scanned for a seed. */
export function anyDocument(random: Random, seed: number): { path: string; text: string } {
  const path = pick(PATHS, random);
  return { path, text: pick(kinds, random)(random, seed) };
}

/**
 * Scans any text.
 * @returns how many findings there are
 * @throws Error where they overlap, are out of order or out of the text; its message holds nothing of the text
 */
export function checkedScan(document: { readonly path: string; readonly text: string }): number {
  const { findings, dismissals, masks } = scan(document, builtinCatalogue);
  for (const spans of [findings.map(({ span }) => span), masks]) {
    let end = 0;
    for (const span of spans) {
      if (span.start < end) throw new Error(`a span at ${span.start} begins before ${end}`);
      if (span.end <= span.start || span.end > document.text.length) throw new Error(`${span.end} is no end of a span`);
      end = span.end;
    }
  }
  if (dismissals.some(({ verdict }) => verdict.outcome !== "drop")) throw new Error("a dismissal dropped nothing");
  return findings.length;
}
