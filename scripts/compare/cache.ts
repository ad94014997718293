/** The folders outside the repository that hold what is measured and what it is measured against. */
import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** `$XDG_CACHE_HOME/tokenward/measure`, else `~/.cache/tokenward/measure`; made when it is missing. */
export const cacheFolder = (...below: readonly string[]): string => ownFolder("measure", below);

/** The same for `npm run bench`. */
export const benchFolder = (...below: readonly string[]): string => ownFolder("bench", below);

function ownFolder(area: string, below: readonly string[]): string {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const folder = join(base, "tokenward", area, ...below);
  mkdirSync(folder, { recursive: true });
  return folder;
}
