/** Builds corpora from the sources, once each, and keeps them in the cache folder. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { benchFolder } from "../../compare/cache.ts";
import { runProgram } from "../../compare/process.ts";
import { say } from "../../host/program.ts";
import { fetchSources, packagesFolder, pinnedHash } from "./fetch.ts";
import { type Size, select } from "./manifest.ts";

export interface Corpus {
  /** Holds the files of the corpus and nothing else, `.git` aside. */
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
  /** How often the sources were gone through to make it. */
  readonly rounds: number;
}

export const MB = 1e6;

/** A corpus of a size, built where it is missing. */
export const sourceCorpus = (size: Size): Corpus => kept(nameOf(size), (folder) => copySources(folder, size));

/** The same as a git repository with one commit, as a workspace is. */
export function gitCorpus(size: Size): Corpus {
  return kept(`git-${nameOf(size)}`, (folder) => {
    const counts = copySources(folder, size);
    const git = (...args: string[]): void => void runProgram("git", ["-C", folder, ...args]);
    git("init", "--quiet", "--initial-branch=main");
    git("add", "--all", "--force");
    git("-c", "user.name=bench", "-c", "user.email=bench@localhost", "commit", "--quiet", "--message=All of it");
    return counts;
  });
}

const nameOf = (size: Size): string => ("bytes" in size ? `${size.bytes / MB}-mb` : `${size.files}-files`);

/**
 * What is kept under a name, made where it is missing: whole or not at all.
 * @param build fills an empty folder
 */
export function kept(name: string, build: (folder: string) => Omit<Corpus, "folder">): Corpus {
  const folder = join(benchFolder("corpora"), `${name}-${pinnedHash}`);
  const note = `${folder}.json`;
  if (existsSync(note)) return { folder, ...(JSON.parse(readFileSync(note, "utf8")) as Omit<Corpus, "folder">) };
  say(`Building the corpus ${name} ...`);
  rmSync(folder, { recursive: true, force: true });
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const counts = build(partial);
  renameSync(partial, folder);
  writeFileSync(note, JSON.stringify(counts));
  return { folder, ...counts };
}

function copySources(folder: string, size: Size): Omit<Corpus, "folder"> {
  const { copies, bytes, rounds } = select(fetchSources(), size);
  const made = new Set<string>();
  for (const { from, to } of copies) {
    const target = join(folder, to);
    const parent = dirname(target);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    copyFileSync(join(packagesFolder(), from), target);
  }
  return { files: copies.length, bytes, rounds };
}
