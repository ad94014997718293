/** The folder outside the repository that holds the other scanners and the packages they are run on. */
import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** `$XDG_CACHE_HOME/tokenward/measure`, else `~/.cache/tokenward/measure`; made when it is missing. */
export function cacheFolder(...below: readonly string[]): string {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const folder = join(base, "tokenward", "measure", ...below);
  mkdirSync(folder, { recursive: true });
  return folder;
}
