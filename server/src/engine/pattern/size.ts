/** How large a pattern's program is for an engine that writes counted repetitions out. */
import type { Node } from "./syntax.ts";

/** In instructions, roughly: one for each place where a character is read, an assertion is looked at, or a way parts. */
export function sizeOf(node: Node): number {
  switch (node.type) {
    case "set":
      return Math.ceil(node.ranges.length / 8);
    case "assert":
      return 1;
    case "group":
      return sizeOf(node.item) + 2;
    case "sequence":
      return node.items.reduce((sum, item) => sum + sizeOf(item), 1);
    case "choice":
      return node.options.reduce((sum, option) => sum + sizeOf(option) + 1, 0);
    case "repeat":
      return (sizeOf(node.item) + 1) * Math.max(1, Number.isFinite(node.max) ? node.max : node.min + 1);
  }
}
