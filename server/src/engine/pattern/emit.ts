/** Writes a syntax tree as a JavaScript regular expression that matches what RE2 matches (without flags, besides the caller's own). */
import { type Assertion, complement, type Node, type Ranges } from "./syntax.ts";

const assertions: Readonly<Record<Assertion, string>> = {
  word: "\\b",
  notWord: "\\B",
  textStart: "(?<![\\s\\S])",
  textEnd: "(?![\\s\\S])",
  lineStart: "(?<![^\\n])",
  lineEnd: "(?![^\\n])",
};

/** @returns the source of an equivalent JavaScript pattern; groups keep their numbers */
export function emitPattern(node: Node): string {
  switch (node.type) {
    case "set":
      return emitSet(node.ranges);
    case "assert":
      return assertions[node.what];
    case "sequence":
      return node.items
        .map((item) => (item.type === "choice" ? `(?:${emitPattern(item)})` : emitPattern(item)))
        .join("");
    case "choice":
      return node.options.map(emitPattern).join("|");
    case "group":
      return `(${emitPattern(node.item)})`;
    case "repeat":
      return `${emitRepeated(node.item)}${quantifier(node.min, node.max)}${node.lazy ? "?" : ""}`;
  }
}

function emitRepeated(item: Node): string {
  const source = emitPattern(item);
  return item.type === "set" || item.type === "group" ? source : `(?:${source})`;
}

function quantifier(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return min === 0 ? "*" : min === 1 ? "+" : `{${min},}`;
  if (min === 0 && max === 1) return "?";
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

function emitSet(ranges: Ranges): string {
  if (ranges.length === 1 && ranges[0]![0] === ranges[0]![1]) return emitUnit(ranges[0]![0], /[\\^$.*+?()[\]{}|/]/);
  const negated = complement(ranges);
  return negated.length < ranges.length ? `[^${emitRanges(negated)}]` : `[${emitRanges(ranges)}]`;
}

function emitRanges(ranges: Ranges): string {
  return ranges
    .map(([low, high]) => {
      const first = emitUnit(low, /[\\\]^-]/);
      return low === high ? first : `${first}${high > low + 1 ? "-" : ""}${emitUnit(high, /[\\\]^-]/)}`;
    })
    .join("");
}

function emitUnit(unit: number, special: RegExp): string {
  const character = String.fromCharCode(unit);
  if (unit < 32 || unit > 126) return `\\u${unit.toString(16).padStart(4, "0")}`;
  return special.test(character) ? `\\${character}` : character;
}
