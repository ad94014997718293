/** The user's cache folder by Node: files for the user alone, checked when read, written whole, the old ones removed. */
import { createHash, createHmac, randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { CacheFolder } from "./host.ts";

/** What begins a file of ours; the digest of the rest follows. */
const MARK = Buffer.from("tokenward\n");
const DIGEST = 32;
/** Larger files are none of ours, and all together are kept below the total, in bytes. */
const LARGEST = 64e6;
const TOTAL = 256e6;
/** What nobody has used for so long goes, in milliseconds; drafts that a crash left behind sooner. */
const UNUSED = 30 * 24 * 3600e3;
const LEFT_BEHIND = 3600e3;
/** Use is noted at most this often, in milliseconds. */
const NOTED = 24 * 3600e3;
const OWN_NAME = /^results-[0-9a-f]{32}(?:\.[0-9a-f]{16}\.draft)?$/;

/** @param folder absolute; made when something is first written */
export function nodeCache(folder: string): CacheFolder {
  return {
    read: async (name) => {
      try {
        return read(join(folder, name));
      } catch (error) {
        return codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR"
          ? undefined
          : { reason: `it could not be read (${codeOf(error)})` };
      }
    },
    write: async (name, bytes) => {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        write(join(folder, name), bytes);
        prune(folder, name);
        return undefined;
      } catch (error) {
        return `${folder} cannot be written to (${codeOf(error)})`;
      }
    },
    hash: contentHash,
    random: (length) => randomBytes(length),
  };
}

export const contentHash: CacheFolder["hash"] = (key, content) =>
  createHmac("sha256", key).update(content).digest().subarray(0, 16);

/** Where the system keeps what may be lost: https://specifications.freedesktop.org/basedir-spec/latest/ and its like. */
export function cacheFolderOf(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
  home = homedir(),
): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = environment;
  // By that specification a path that is not absolute is to be ignored.
  if (xdg?.startsWith("/")) return `${xdg}/tokenward`;
  if (platform === "win32") return `${local ?? `${home}\\AppData\\Local`}\\tokenward\\Cache`;
  return platform === "darwin" ? `${home}/Library/Caches/tokenward` : `${home}/.cache/tokenward`;
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? "unknown";

function read(path: string): Awaited<ReturnType<CacheFolder["read"]>> {
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(descriptor);
    const fault = faultOf(stats);
    if (fault) return { reason: fault };
    const bytes = readFileSync(descriptor);
    const body = bytes.subarray(MARK.length + DIGEST);
    const isWhole =
      bytes.subarray(0, MARK.length).equals(MARK) &&
      bytes.subarray(MARK.length, MARK.length + DIGEST).equals(digest(body));
    if (!isWhole) return { reason: "it is damaged, or not one of ours" };
    if (Date.now() - stats.mtimeMs > NOTED) noteUse(path);
    return { bytes: body };
  } finally {
    closeSync(descriptor);
  }
}

/** Others may neither have made it nor be able to change it. */
function faultOf(stats: Stats): string | undefined {
  if (!stats.isFile() || stats.size > LARGEST) return "it is not one of ours";
  if (process.getuid && stats.uid !== process.getuid()) return "it belongs to another user";
  return process.platform !== "win32" && (stats.mode & 0o077) !== 0 ? "others may read or change it" : undefined;
}

const digest = (body: Uint8Array): Buffer => createHash("sha256").update(body).digest();

function noteUse(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // Then it goes the sooner.
  }
}

function write(path: string, body: Uint8Array): void {
  const draft = `${path}.${randomBytes(8).toString("hex")}.draft`;
  try {
    writeFileSync(draft, Buffer.concat([MARK, digest(body), body]), { mode: 0o600, flag: "wx" });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Removes what is old, and the longest unused of what is too much; never the one that was just written. */
function prune(folder: string, written: string): void {
  const files = readdirSync(folder)
    .filter((name) => OWN_NAME.test(name) && name !== written)
    .flatMap((name) => {
      const stats = lstatSync(join(folder, name), { throwIfNoEntry: false });
      return stats ? [{ name, size: stats.size, age: Date.now() - stats.mtimeMs }] : [];
    })
    .sort((a, b) => a.age - b.age);
  let total = lstatSync(join(folder, written)).size;
  for (const { name, size, age } of files) {
    total += size;
    if (total <= TOTAL && age < (name.endsWith(".draft") ? LEFT_BEHIND : UNUSED)) continue;
    rmSync(join(folder, name), { force: true });
    total -= size;
  }
}
