/** Programs from PyPI, each in an environment of its own in the cache folder. */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "./cache.ts";
import { runProgram } from "./process.ts";

export interface PythonPackage {
  readonly name: string;
  readonly version: string;
}

/** @returns the path of a program of the environment */
export const pythonProgram = ({ name, version }: PythonPackage, program: string): string =>
  join(cacheFolder(`${name}-${version}`), "bin", program);

/** Installs the package and what it needs, unless it is there. */
export function installPythonPackage(wanted: PythonPackage): void {
  const { name, version } = wanted;
  const done = join(cacheFolder(`${name}-${version}`), "installed");
  if (existsSync(done)) return;
  runProgram("python3", ["-m", "venv", cacheFolder(`${name}-${version}`)]);
  runProgram(pythonProgram(wanted, "pip"), ["install", "--quiet", `${name}==${version}`]);
  writeFileSync(done, "");
}
