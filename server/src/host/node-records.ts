/** Records by Node: one process at a time, each write on the disk before the next begins. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Identity, Records } from "./host.ts";
import { withLock } from "./lock.ts";

const LOCK = ".lock";

/** @param trusted asked before git is run */
export function nodeRecords(trusted: () => boolean): Records {
  return {
    exclusively: async (folder, work) => {
      mkdirSync(folder, { recursive: true });
      return withLock(join(folder, LOCK), work);
    },
    replace: async (path, text) => {
      // Whoever writes holds the lock: of several drafts there is never more than one.
      const draft = join(dirname(path), `.${basename(path)}.draft`);
      put(draft, "w", text);
      renameSync(draft, path);
    },
    append: async (path, text) => put(path, "a", text),
    remove: async (path) => rmSync(path, { force: true }),
    hash: (text) => createHash("sha256").update(text).digest("hex"),
    list: async (folder) => namesIn(folder),
    identity: async (folder) => ({ user: systemUser(), ...(trusted() && (await gitAuthor(folder))) }),
  };
}

function put(path: string, flag: "a" | "w", text: string): void {
  const descriptor = openSync(path, flag, 0o644);
  try {
    const bytes = Buffer.from(text);
    for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function systemUser(): string {
  try {
    return `${userInfo().username}@${hostname()}`;
  } catch {
    // In containers a user may have a number and no name.
    return `${process.getuid?.() ?? "unknown"}@${hostname()}`;
  }
}

/** `git config` runs nothing that a repository's configuration names. */
async function gitAuthor(folder: string): Promise<Pick<Identity, "author">> {
  const ask = async (key: string): Promise<string> => {
    try {
      const { stdout } = await promisify(execFile)("git", ["-C", folder, "config", "--get", key], {
        env: { ...process.env, GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0" },
        timeout: 20_000,
      });
      return stdout.trim();
    } catch {
      return "";
    }
  };
  const [name, email] = [await ask("user.name"), await ask("user.email")];
  if (name === "" && email === "") return {};
  return { author: email === "" ? name : name === "" ? email : `${name} <${email}>` };
}
