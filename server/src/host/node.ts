/** The machine by Node: files, git's facts, hashes, randomness. */
import { createHmac, randomBytes, scrypt, scryptSync } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { promisify } from "node:util";
import type { KeyedHashes } from "../engine/fingerprint.ts";
import { nodeGitProgram } from "./git.ts";
import { trackedPaths } from "./git-index.ts";
import type { GitFacts, Host } from "./host.ts";
import { cacheFolderOf, nodeCache } from "./node-cache.ts";
import { gitFolders, isLeftOut, layersAbove, nodeFiles } from "./node-files.ts";
import { nodeNotes, notesFolderOf } from "./node-notes.ts";
import { nodeRecords } from "./node-records.ts";
import { nodeOutside } from "./outside.ts";
import { nodeThreads } from "./threads.ts";

/**
 * @param trusted asked before a program is run; where it says no, what only git could tell stays unknown
 * @param program the running program's own file, absolute: threads enter it once more; without it there are none
 */
export function createNodeHost(trusted: () => boolean, program?: string): Host {
  return {
    files: nodeFiles,
    git: nodeGit(trusted),
    gitProgram: nodeGitProgram(trusted),
    hashes: nodeHashes,
    cache: nodeCache(cacheFolderOf(process.platform, process.env)),
    outside: nodeOutside(trusted),
    notes: nodeNotes(notesFolderOf(process.platform, process.env)),
    random: (length) => randomBytes(length),
    fetch: fetchSmall,
    records: nodeRecords(trusted),
    ...(program && { threads: nodeThreads(program) }),
  };
}

/** In milliseconds, and in bytes. */
const FETCH = { patience: 10_000, largest: 1e6 };

/** Asks nobody who the reader is: no cookies, no referrer. */
async function fetchSmall(url: string): Promise<Uint8Array> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(FETCH.patience), referrerPolicy: "no-referrer" });
  if (!answer.ok || !answer.body) throw new Error(`the server answers with ${answer.status}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > FETCH.largest) throw new Error("it is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const derive = promisify<string, Uint8Array, number, { N: number; r: number; p: number }, Buffer>(scrypt);

const COST = { N: 2 ** 14, r: 8, p: 1 };

const nodeHashes: KeyedHashes = {
  hmac: async (key, value) => createHmac("sha256", key).update(value, "utf8").digest(),
  scrypt: (key, value) => derive(value, key, 32, COST),
};

/** The same for a thread that has nothing else to do meanwhile: it takes no core but its own. */
export const threadHashes: KeyedHashes = {
  ...nodeHashes,
  scrypt: async (key, value) => scryptSync(value, key, 32, COST),
};

/** For the first commit, which fingerprints wait for, in milliseconds. */
const PATIENCE = 20_000;

function nodeGit(trusted: () => boolean): GitFacts {
  const indexes = new Map<string, { stamp: number; paths: ReadonlySet<string> | undefined }>();

  const indexOf = (git: string): ReadonlySet<string> | undefined => {
    const path = join(git, "index");
    if (!existsSync(path)) return new Set();
    const stamp = statSync(path).mtimeMs;
    const known = indexes.get(path);
    if (known?.stamp === stamp) return known.paths;
    const paths = trackedPaths(readFileSync(path));
    indexes.set(path, { stamp, paths });
    return paths;
  };

  return {
    root: async (path) => gitFolders(path)?.root,
    tracked: async (path) => {
      const git = gitFolders(dirname(path));
      return git && indexOf(git.git)?.has(relative(git.root, resolve(path)).split(sep).join("/"));
    },
    ignored: async (path) => (gitFolders(dirname(path)) ? isIgnored(resolve(path)) : undefined),
    rootCommit: async (path) => {
      const git = gitFolders(path);
      return git && trusted() && !existsSync(join(git.common, "shallow")) ? firstCommit(git.root) : undefined;
    },
  };
}

/** A file below a folder that is left out is left out too. */
function isIgnored(path: string): boolean {
  const layers = layersAbove(path);
  const root = gitFolders(dirname(path))!.root;
  const steps = relative(root, path).split(sep);
  return steps.some((_, at) => isLeftOut(join(root, ...steps.slice(0, at + 1)), at < steps.length - 1, layers));
}

/** Of several first commits the smallest id, so that every clone agrees. */
async function firstCommit(root: string): Promise<string | undefined> {
  try {
    const chunks: Uint8Array[] = [];
    const asked = ["rev-list", "--max-parents=0", "HEAD"];
    for await (const chunk of nodeGitProgram(() => true, PATIENCE).run(root, asked)) chunks.push(chunk);
    return Buffer.concat(chunks).toString().split("\n").filter(Boolean).sort()[0];
  } catch {
    // No git, or no commit yet: then it is not known, and the fingerprint's scope says so.
    return undefined;
  }
}
