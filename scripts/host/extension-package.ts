/** The packaged extension, made anew so that what is tried is what the sources say. */
import { join } from "node:path";
import { run, say } from "./program.ts";

const root = join(import.meta.dirname, "../..");

/** @returns the path of the .vsix */
export async function packageExtension(): Promise<string> {
  say("Packaging the extension ...");
  await run("npm", ["run", "--silent", "package"], { cwd: root });
  return join(root, "dist", "tokenward.vsix");
}
