/** A lock between processes: a file that names its holder, which others take over when the holder is gone. */
import { randomUUID } from "node:crypto";
import { linkSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** Others are waited for so long, in milliseconds. */
const PATIENCE = 30_000;
/** Nobody holds it for longer, in milliseconds: a holder on another machine cannot be asked whether it lives, nor one whose number went to another process. */
const LONGEST = 60_000;
/** Between two tries lie at most so many milliseconds. */
const PAUSE = 25;

interface Holder {
  readonly id: string;
  readonly pid: number;
  readonly machine: string;
}

/** @throws Error where others held it for too long */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const own: Holder = { id: randomUUID(), pid: process.pid, machine: hostname() };
  const end = Date.now() + PATIENCE;
  while (!take(path, own)) {
    if (Date.now() > end) throw new Error("another process of Tokenward is at work here and does not come to an end");
    await wait(1 + Math.random() * PAUSE);
  }
  try {
    sweep(path);
    return await work();
  } finally {
    if (holderOf(path)?.id === own.id) rmSync(path, { force: true });
  }
}

function take(path: string, own: Holder): boolean {
  if (claim(path, own)) return true;
  const holder = holderOf(path);
  if (!holder || !isGone(path, holder)) return false;
  takeAway(path, holder, own);
  return false;
}

/** Only who holds the lock of the holder that is gone may take that one's away: so nobody takes away a lock that was taken since. */
function takeAway(path: string, gone: Holder, own: Holder): void {
  const breaker = `${path}-${gone.id}`;
  if (!take(breaker, own)) return;
  if (holderOf(path)?.id === gone.id) rmSync(path, { force: true });
  rmSync(breaker, { force: true });
}

/** The file appears whole or not at all. */
function claim(path: string, own: Holder): boolean {
  const draft = `${path}.${own.id}`;
  writeFileSync(draft, JSON.stringify(own));
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (code === "ENOENT") throw error;
    return claimWithoutLinks(path, own);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Some file systems have no hard links; there a holder that dies at once leaves an empty file, which counts as gone in time. */
function claimWithoutLinks(path: string, own: Holder): boolean {
  try {
    writeFileSync(path, JSON.stringify(own), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function holderOf(path: string): Holder | undefined {
  try {
    const text = readFileSync(path, "utf8");
    return text === "" ? { id: "empty", pid: 0, machine: "" } : (JSON.parse(text) as Holder);
  } catch {
    return undefined;
  }
}

/** What processes left that were killed while they asked for the lock. */
function sweep(path: string): void {
  const left = readdirSync(dirname(path)).filter((name) => name.startsWith(`${basename(path)}.`));
  for (const draft of left.map((name) => join(dirname(path), name))) {
    if (ageOf(draft) > LONGEST) rmSync(draft, { force: true });
  }
}

/** In milliseconds; 0 where the file is gone already. */
const ageOf = (path: string): number => Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());

function isGone(path: string, { pid, machine }: Holder): boolean {
  try {
    if (ageOf(path) > LONGEST) return true;
    if (machine !== hostname()) return false;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
