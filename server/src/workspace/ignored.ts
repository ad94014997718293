/** Whether the team's configs leave a file out. */
import ignore from "ignore";
import type { PlacedConfig } from "./configs.ts";
import { relativePath } from "./paths.ts";

/**
 * @param path absolute
 * @param configs outermost first; the innermost that says anything about the path decides
 */
export function isIgnored(path: string, configs: readonly PlacedConfig[]): boolean {
  for (const config of [...configs].reverse()) {
    if (config.ignore.length === 0) continue;
    const { ignored, unignored } = ignore()
      .add([...config.ignore])
      .test(relativePath(config.folder, path));
    if (ignored || unignored) return ignored;
  }
  return false;
}
