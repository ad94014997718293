/** Programs and headers that come from the system's package manager: installed by apt where that may be done, else asked for. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run, say } from "./program.ts";

export interface SystemPackage {
  /** Debian's name. */
  readonly name: string;
  present(): boolean;
}

/** @returns the first of these programs that PATH leads to */
export function whichOf(programs: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return programs.flatMap((program) => folders.map((folder) => join(folder, program))).find((path) => existsSync(path));
}

const program = (name: string, ...programs: string[]): SystemPackage => ({
  name,
  present: () => whichOf(programs) !== undefined,
});

export const neovim = program("neovim", "nvim");

/** What compiling the native parts of code-server takes. */
export const buildTools: readonly SystemPackage[] = [
  program("build-essential", "g++", "c++"),
  program("pkg-config", "pkg-config"),
  program("python3", "python3"),
  {
    name: "libkrb5-dev",
    present: () => process.platform !== "linux" || existsSync("/usr/include/gssapi/gssapi.h"),
  },
];

/** @throws Error that says what to install where this cannot do it */
export async function ensurePackages(packages: readonly SystemPackage[]): Promise<void> {
  const missing = packages.filter((each) => !each.present()).map(({ name }) => name);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !whichOf(["apt-get"])) {
    throw new Error(
      `These are missing, please install them (names as in Debian) and run this again: ${missing.join(" ")}`,
    );
  }
  say(`Installing ${missing.join(", ")} with apt (under a minute) ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-qq"], { env });
  await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...missing], { env });
}
