/** Writes random texts that a pattern's tree describes; its assertions are left to chance. */
import type { Random } from "../../../server/src/engine/mint.ts";
import type { Node, Ranges } from "../../../server/src/engine/pattern/syntax.ts";
import { pick } from "../../texts.ts";

/** How often an unbounded repetition goes on beyond its minimum, at most. */
const MORE = 3;

export function sample(node: Node, random: Random): string {
  switch (node.type) {
    case "assert":
      return "";
    case "set":
      return unitOf(node.ranges, random);
    case "group":
      return sample(node.item, random);
    case "sequence":
      return node.items.map((item) => sample(item, random)).join("");
    case "choice":
      return sample(pick(node.options, random), random);
    case "repeat": {
      const most = Math.min(node.max, node.min + MORE);
      const count = node.min + Math.floor(random() * (most - node.min + 1));
      return Array.from({ length: count }, () => sample(node.item, random)).join("");
    }
  }
}

/** What a run of a pattern's widest repetition may consist of: a character that many repetitions share. */
export function pumped(node: Node, random: Random): readonly string[] {
  switch (node.type) {
    case "repeat":
      return node.max - node.min > MORE ? [sample(node.item, random)] : pumped(node.item, random);
    case "group":
      return pumped(node.item, random);
    case "sequence":
      return node.items.flatMap((item) => pumped(item, random));
    case "choice":
      return node.options.flatMap((option) => pumped(option, random));
    default:
      return [];
  }
}

/** Mostly printable ASCII, where the set has any. */
function unitOf(ranges: Ranges, random: Random): string {
  const printable = ranges.flatMap(([low, high]) =>
    high < 32 || low > 126 ? [] : [[Math.max(low, 32), Math.min(high, 126)] as const],
  );
  const [low, high] = pick(printable.length > 0 ? printable : ranges, random);
  return String.fromCharCode(low + Math.floor(random() * (high - low + 1)));
}
