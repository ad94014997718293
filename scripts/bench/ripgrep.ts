/** ripgrep looking for the same literals: what reading and searching the bytes costs at least. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { builtinCatalogue } from "../../server/src/builtin-catalogue.ts";
import type { SystemPackage } from "../host/system-packages.ts";
import { whichOf } from "../host/system-packages.ts";
import type { Candidate } from "./run/interleaved.ts";

export const ripgrepPackage: SystemPackage = { name: "ripgrep", present: () => whichOf(["rg"]) !== undefined };

/** Hidden files and those that .gitignore hides are read too: a corpus holds exactly what is to be read. */
const EVERYTHING = ["--no-config", "--no-ignore", "--hidden", "--glob", "!.git"];

/** Writes the literals of the catalogue's automaton to a file, one a line. @returns its path */
export function writeLiterals(scratch: string): string {
  const file = join(scratch, "literals.txt");
  writeFileSync(file, `${builtinCatalogue().literals.join("\n")}\n`);
  return file;
}

/** @param literals what `writeLiterals` wrote */
export function ripgrep(name: string, folder: string, literals: string, threads: number, output: string): Candidate {
  const args = [`-j${threads}`, "-i", "-F", "--count-matches", ...EVERYTHING, "-f", literals, "."];
  return { name, program: "rg", args, cwd: folder, accepted: [0, 1], output };
}

/** Lists the files of a workspace, honouring .gitignore, and reads none. */
export function ripgrepFiles(name: string, folder: string, output: string): Candidate {
  return { name, program: "rg", args: ["--no-config", "--files"], cwd: folder, accepted: [0, 1], output };
}
