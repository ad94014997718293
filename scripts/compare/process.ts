/** Runs programs whose output may hold values: what they write is handed back or dropped, never shown. */
import { type SpawnSyncOptions, spawnSync } from "node:child_process";
import { setPriority } from "node:os";

export interface Ended {
  readonly output: string;
  readonly seconds: number;
}

/** Everything that is started from here on gives way to what else the machine does. */
export function beNice(): void {
  setPriority(15);
}

/**
 * Runs a program to its end, without a shell.
 * @param accepted exit statuses that are no failure
 * @throws Error with the program's name and status alone
 */
export function runProgram(
  program: string,
  args: readonly string[],
  options: SpawnSyncOptions = {},
  accepted: readonly number[] = [0],
): Ended {
  const start = performance.now();
  const { status, stdout, error } = spawnSync(program, args, {
    maxBuffer: 1 << 30,
    stdio: ["ignore", "pipe", "ignore"],
    ...options,
    encoding: "utf8",
  });
  if (error || status === null || !accepted.includes(status))
    throw new Error(`${program} ended with ${status ?? error?.name}`);
  return { output: stdout, seconds: (performance.now() - start) / 1000 };
}
