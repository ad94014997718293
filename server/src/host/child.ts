/** Other processes: runs one that shares this process's streams, and tells whether one runs. */
import { spawn } from "node:child_process";
import { constants as osConstants } from "node:os";

/** What a shell answers for a command that is not there, and for one that may not be run. */
const NOT_FOUND = 127;
const NOT_RUNNABLE = 126;
const SIGNAL_BASE = 128;

/**
 * @param variables added to the child's environment; they are handed over nowhere else
 * @returns its exit status, as a shell would tell it
 */
export function runChild(
  command: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<number> {
  const child = spawn(command, args, { stdio: "inherit", env: { ...process.env, ...variables }, shell: false });
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  const signals: NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, forward);
  return new Promise<number>((resolve) => {
    child.once("error", (error: NodeJS.ErrnoException) => resolve(error.code === "ENOENT" ? NOT_FOUND : NOT_RUNNABLE));
    child.once("exit", (code, signal) => resolve(code ?? SIGNAL_BASE + (signal ? osConstants.signals[signal] : 0)));
  }).finally(() => {
    for (const signal of signals) process.off(signal, forward);
  });
}

/** Whether a process of that number runs, whoever started it. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
