/** What a pattern's tree tells ahead of matching: how long a match may be, and which literals every match must hold, and where. */
import type { Anchor } from "../rule.ts";
import { surroundingsOf } from "./surroundings.ts";
import type { Node, Ranges } from "./syntax.ts";

/** Lengths in UTF-16 code units; `max` is Infinity where nothing bounds it. */
export interface Width {
  readonly min: number;
  readonly max: number;
}

export function widthOf(node: Node): Width {
  switch (node.type) {
    case "assert":
      return { min: 0, max: 0 };
    case "set":
      return { min: 1, max: 1 };
    case "group":
      return widthOf(node.item);
    case "repeat": {
      const item = widthOf(node.item);
      return { min: item.min * node.min, max: node.max === 0 || item.max === 0 ? 0 : item.max * node.max };
    }
    case "sequence":
      return node.items.map(widthOf).reduce(addWidths, { min: 0, max: 0 });
    case "choice": {
      const options = node.options.map(widthOf);
      return { min: Math.min(...options.map((o) => o.min)), max: Math.max(...options.map((o) => o.max)) };
    }
  }
}

const addWidths = (a: Width, b: Width): Width => ({ min: a.min + b.min, max: a.max + b.max });

/** Literals shorter than this occur everywhere. */
const SHORTEST = 3;
/** More literals than this say that the spot is no literal but a class. */
const MOST_LITERALS = 96;
/** Starts further ahead than this are too many to try one by one. */
const FARTHEST = 64;

/**
 * The literals of which one stands in every match, with their distance from its start: the longest near the beginning.
 * Empty where the pattern has none that is worth looking for.
 * @param keywords of which one is known to stand in every match
 */
export function anchorsOf(tree: Node, keywords: readonly string[] = []): readonly Anchor[] {
  const items = flatten(tree);
  const runs = literalRuns(items);
  const usable = runs.filter((run) => shortest(run.literals) >= SHORTEST && run.before.max <= FARTHEST);
  usable.sort((a, b) => worth(b) - worth(a));
  const best = usable[0];
  if (!best) return alternativeAnchors(items, keywords);
  return [...new Set(best.literals)].map((literal) => ({
    literal,
    minBefore: best.before.min,
    maxBefore: best.before.max,
    around: surroundingsOf(items, best.from, literal),
  }));
}

/** How many characters of every match are literal, in UTF-16 code units. */
export function literalLength(tree: Node): number {
  return literalRuns(flatten(tree)).reduce((sum, run) => sum + shortest(run.literals), 0);
}

/** A choice that a match begins with may have an anchor in each of its options, with what follows the choice. */
function alternativeAnchors(items: readonly Node[], keywords: readonly string[]): readonly Anchor[] {
  const at = items.findIndex(({ type }) => type !== "assert");
  const choice = items[at];
  if (choice?.type !== "choice" || choice.options.length > MOST_OPTIONS) return [];
  const each = choice.options.map((option) =>
    anchorsOf({ type: "sequence", items: [...items.slice(0, at), option, ...items.slice(at + 1)] }),
  );
  const anchors = each.every((own) => own.length > 0) ? each.flat() : [];
  // Options may begin with words of every day, where the keywords are none.
  const isTold = ({ literal }: Anchor): boolean => keywords.some((word) => literal.includes(word));
  return items.length === 1 || anchors.every(isTold) ? anchors : [];
}

/** More options than this are not told apart. */
const MOST_OPTIONS = 8;

interface Run {
  /** Where its items begin. */
  readonly from: number;
  readonly literals: readonly string[];
  readonly before: Width;
}

const shortest = (literals: readonly string[]): number => Math.min(...literals.map((literal) => literal.length));
/** Long literals are rare ones; a spread of possible starts costs tries. */
const worth = (run: Run): number =>
  Math.min(shortest(run.literals), 8) * 4 - run.before.max + run.before.min - run.literals.length / 16;

/** The tree as one sequence, groups opened. */
function flatten(node: Node): readonly Node[] {
  if (node.type === "group") return flatten(node.item);
  if (node.type === "sequence") return node.items.flatMap(flatten);
  if (node.type === "repeat" && node.min === node.max && node.min <= 4) {
    return Array.from({ length: node.min }, () => flatten(node.item)).flat();
  }
  return [node];
}

function literalRuns(items: readonly Node[]): Run[] {
  const runs: Run[] = [];
  let before: Width = { min: 0, max: 0 };
  let run: Run | undefined;
  for (const [from, item] of items.entries()) {
    if (item.type === "assert") continue;
    const literals = literalsOf(item);
    const joined: readonly string[] | undefined = literals && run ? product(run.literals, literals) : literals;
    if (joined && literals) run = { from: run?.from ?? from, literals: joined, before: run?.before ?? before };
    else if (run) {
      runs.push(run);
      run = literals ? { from, literals, before } : undefined;
    }
    before = addWidths(before, widthOf(item));
  }
  if (run) runs.push(run);
  return runs;
}

/** All texts that a node may match, in lower case; undefined where they are too many. */
function literalsOf(node: Node): readonly string[] | undefined {
  switch (node.type) {
    case "set":
      return unitsOf(node.ranges);
    case "group":
      return literalsOf(node.item);
    case "assert":
      return [""];
    case "sequence":
      return node.items.reduce<readonly string[] | undefined>(
        (all, item) => {
          const own = all && literalsOf(item);
          return own && product(all, own);
        },
        [""],
      );
    case "choice": {
      const options = node.options.map(literalsOf);
      const all = options.every((option) => option !== undefined) ? options.flat() : undefined;
      return all && all.length <= MOST_LITERALS ? all : undefined;
    }
    case "repeat":
      return undefined;
  }
}

function unitsOf(ranges: Ranges): readonly string[] | undefined {
  const units = new Set<string>();
  for (const [low, high] of ranges) {
    if (high - low > 8 || high > 127) return undefined;
    for (let unit = low; unit <= high; unit++) units.add(String.fromCharCode(unit).toLowerCase());
  }
  return units.size <= 8 ? [...units] : undefined;
}

function product(heads: readonly string[], tails: readonly string[]): readonly string[] | undefined {
  if (heads.length * tails.length > MOST_LITERALS) return undefined;
  return heads.flatMap((head) => tails.map((tail) => head + tail));
}
