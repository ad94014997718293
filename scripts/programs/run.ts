/** Runs a program's files in a folder of their own and a clean environment. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { hostFolder } from "../host/folders.ts";

/** With what scripts/tools.ts installs. */
const path = (): string => {
  const tools = join(hostFolder(), "tools");
  return [join(tools, "bin"), join(tools, "npm/node_modules/.bin"), process.env.PATH ?? ""].join(delimiter);
};

/** Whether a tool answers. */
export const isThere = ([program, ...args]: readonly string[]): boolean =>
  spawnSync(program!, args, { stdio: "ignore", timeout: 60_000, env: { ...process.env, PATH: path() } }).status === 0;

/**
 * @param variables what of the environment the program gets, besides what a program needs to start
 * @returns what it prints
 * @throws Error with what it says where it fails
 */
export function printed(
  files: ReadonlyMap<string, string>,
  command: readonly string[],
  variables: Readonly<Record<string, string>>,
): string {
  const folder = mkdtempSync(join(tmpdir(), "tokenward-run-"));
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { HOME, JAVA_HOME } = process.env;
    const env = {
      PATH: path(),
      HOME,
      ...(JAVA_HOME && { JAVA_HOME }),
      LANG: "C.UTF-8",
      GOTOOLCHAIN: "local",
      ...variables,
    };
    const [program, ...args] = wordsOf(command);
    return execFileSync(program!, args, { cwd: folder, env, encoding: "utf8", stdio: "pipe" });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `sh -c "a b"` as its three words. */
const wordsOf = (command: readonly string[]): string[] =>
  (command.join(" ").match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^"|"$/g, ""));
