/** A backtracking engine of a few lines, which counts how often each character of a text is read. */
import type { Assertion, Node } from "../../server/src/engine/pattern/syntax.ts";

type Then = (at: number) => boolean;

/** @returns how often each character was read in matching at the text's beginning; undefined where it takes more than `most` in all */
export function readsOf(tree: Node, text: string, most: number): number[] | undefined {
  const reads = Array.from({ length: text.length }, () => 0);
  let left = most;
  const match = (node: Node, at: number, then: Then): boolean => {
    switch (node.type) {
      case "set": {
        const unit = text.charCodeAt(at);
        if (at >= text.length || !node.ranges.some(([low, high]) => low <= unit && unit <= high)) return false;
        reads[at]!++;
        if (left-- === 0) throw new TooMany();
        return then(at + 1);
      }
      case "assert":
        return holds(node.what, text, at) && then(at);
      case "group":
        return match(node.item, at, then);
      case "choice":
        return node.options.some((option) => match(option, at, then));
      case "sequence":
        return matchAll(node.items, at, then);
      case "repeat":
        return repeat(node, 0, at, then);
    }
  };
  const matchAll = (items: readonly Node[], at: number, then: Then): boolean => {
    const [item, ...rest] = items;
    return item ? match(item, at, (next) => matchAll(rest, next, then)) : then(at);
  };
  const repeat = (node: Extract<Node, { type: "repeat" }>, count: number, at: number, then: Then): boolean => {
    const again = (): boolean =>
      count < node.max &&
      match(node.item, at, (next) => (next === at && count >= node.min ? false : repeat(node, count + 1, next, then)));
    const leave = (): boolean => count >= node.min && then(at);
    return node.lazy ? leave() || again() : again() || leave();
  };
  try {
    match(tree, 0, () => true);
    return reads;
  } catch (error) {
    if (error instanceof TooMany) return undefined;
    throw error;
  }
}

class TooMany extends Error {}

const isWord = (unit: string | undefined): boolean => unit !== undefined && /\w/.test(unit);

function holds(what: Assertion, text: string, at: number): boolean {
  const boundary = isWord(text[at - 1]) !== isWord(text[at]);
  switch (what) {
    case "word":
      return boundary;
    case "notWord":
      return !boundary;
    case "textStart":
      return at === 0;
    case "textEnd":
      return at === text.length;
    case "lineStart":
      return at === 0 || text[at - 1] === "\n";
    case "lineEnd":
      return at === text.length || text[at] === "\n";
  }
}
