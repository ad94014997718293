/** Starts processes that write accounts, and kills them. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { build } from "esbuild";
import type { Random } from "../../server/src/engine/mint.ts";
import { readAudit } from "../../server/src/lifecycle/audit.ts";
import { readAccounts } from "../../server/src/lifecycle/read.ts";
import { verify } from "../../server/src/lifecycle/verify.ts";
import { TestFolder } from "../lsp/workspace.ts";
import { hashOf, host } from "./accounts.ts";

/** The program that writes, bundled so that it starts at once. */
export class WriterProgram {
  readonly #folder = new TestFolder();

  static async build(): Promise<WriterProgram> {
    const program = new WriterProgram();
    await build({
      entryPoints: [join(import.meta.dirname, "writer-process.ts")],
      outfile: program.#file,
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20.19",
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
      logLevel: "error",
    });
    return program;
  }

  get #file(): string {
    return join(this.#folder.path, "writer.mjs");
  }

  start(...args: readonly string[]): ChildProcess {
    return spawn(process.execPath, [this.#file, ...args], { stdio: ["ignore", "ignore", "inherit"] });
  }

  remove(): void {
    this.#folder.remove();
  }
}

/** @returns the exit status */
export async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode;
}

const sizeOf = (folder: string): number =>
  statSync(join(folder, ".tokenward/audit.jsonl"), { throwIfNoEntry: false })?.size ?? 0;

/** Waits until something is written: how long a process takes to start is nobody's business here. */
async function begun(folder: string): Promise<void> {
  const before = sizeOf(folder);
  while (sizeOf(folder) === before) await wait(2);
}

/** Lets two processes write until they are killed in the middle of it, so many times. @returns after each: entries, and what is wrong */
export async function* killed(
  program: WriterProgram,
  folder: string,
  times: number,
  random: Random,
): AsyncGenerator<{ readonly entries: number; readonly breaches: readonly string[] }> {
  for (let time = 0; time < times; time++) {
    const children = [program.start(folder, `a${time}`), program.start(folder, `b${time}`)];
    await begun(folder);
    await wait(random() * 60);
    for (const child of children) child.kill("SIGKILL");
    await Promise.all(children.map(ended));
    const accounts = (await readAccounts(folder, host)) ?? { ledger: "", audit: "", archives: new Map() };
    const { breaches } = verify(accounts, hashOf);
    yield { entries: readAudit(accounts.audit, hashOf).length, breaches: breaches.map(({ message }) => message) };
  }
}
