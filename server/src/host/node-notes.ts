/** Notes by Node: files of the user alone, in the folder where the system keeps the state of programs. */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { isRunning } from "./child.ts";
import type { Notes } from "./host.ts";

const NAME = /^[\w-]+$/;
const ENDING = ".json";

/** @param folder absolute; made with the first note */
export function nodeNotes(folder: string): Notes {
  const pathOf = (name: string): string => {
    if (!NAME.test(name)) throw new Error("a note's name is made of letters, digits, _ and -");
    return join(folder, name + ENDING);
  };
  return {
    owner: process.pid,
    isAlive: isRunning,
    names: async () =>
      (unlessMissing(() => readdirSync(folder)) ?? [])
        .filter((name) => name.endsWith(ENDING))
        .map((name) => name.slice(0, -ENDING.length))
        .filter((name) => NAME.test(name))
        .sort(),
    read: async (name) => unlessMissing(() => readFileSync(pathOf(name), "utf8")),
    write: async (name, text) => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeThrough(pathOf(name), text);
    },
    remove: async (name) => rmSync(pathOf(name), { force: true }),
  };
}

/** Where the system keeps the state of programs: https://specifications.freedesktop.org/basedir-spec/latest/ and its like. */
export function notesFolderOf(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
  home = homedir(),
): string {
  const { XDG_STATE_HOME: xdg, LOCALAPPDATA: local } = environment;
  // By that specification a path that is not absolute is to be ignored.
  if (xdg?.startsWith("/")) return `${xdg}/tokenward`;
  if (platform === "win32") return `${local ?? `${home}\\AppData\\Local`}\\tokenward\\State`;
  return platform === "darwin" ? `${home}/Library/Application Support/tokenward` : `${home}/.local/state/tokenward`;
}

function unlessMissing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** The draft is on the disk before it takes the note's place. */
function writeThrough(path: string, text: string): void {
  const draft = `${path}.${process.pid}.draft`;
  const descriptor = openSync(draft, "w", 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, path);
}
