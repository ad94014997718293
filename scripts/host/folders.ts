/** Where the editor for trying and testing is kept: outside the project, so that one installation serves every checkout. */
import { homedir } from "node:os";
import { join } from "node:path";

/** `$XDG_CACHE_HOME/tokenward/host`, else `~/.cache/tokenward/host`. */
export function hostFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "tokenward", "host");
}
