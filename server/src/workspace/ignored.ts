/** Whether the team's configs leave a file out. */
import ignore from "ignore";
import type { PlacedConfig } from "./configs.ts";
import { relativePath } from "./paths.ts";

/**
 * @param configs outermost first; the innermost that says anything about a path decides
 * @returns the question, to be asked of many absolute paths
 */
export function ignoring(configs: readonly Pick<PlacedConfig, "folder" | "ignore">[]): (path: string) => boolean {
  const layers = configs
    .filter(({ ignore: patterns }) => patterns.length > 0)
    .map(({ folder, ignore: patterns }) => ({ folder, matcher: ignore().add([...patterns]) }))
    .reverse();
  return (path) => {
    for (const { folder, matcher } of layers) {
      const { ignored, unignored } = matcher.test(relativePath(folder, path));
      if (ignored || unignored) return ignored;
    }
    return false;
  };
}
