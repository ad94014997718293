/** Runs a program to its end and says what it took. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";

/** A program and how it is run. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Exit statuses that are no failure; 0 where none are named. */
  readonly accepted?: readonly number[];
  /** File that standard output goes to; dropped where none is named. It may hold values. */
  readonly output?: string;
  /** Then it is stopped, with all that it started, in seconds. */
  readonly deadline?: number;
}

export interface Sample {
  /** From before its start to its end. */
  readonly seconds: number;
  /** Largest resident memory of the process itself, in bytes; known on Linux only. */
  readonly peak?: number;
  /** What all its threads spent on a processor, to some hundredths of a second; known on Linux only. */
  readonly processor?: number;
  /** It was stopped at its deadline and would have taken longer. */
  readonly stopped?: true;
}

/** Memory and processor time are looked at this often, in milliseconds; the system keeps both meanwhile. */
const GLANCE = 20;
/** What stands for no deadline, in seconds: as long as a timer can wait. */
const ENDLESS = 2e6;

/** @throws Error with the program's name and status alone, for its output may hold values */
export function timed(command: Command): Promise<Sample> {
  const { program, accepted = [0], output, deadline } = command;
  const target = output === undefined ? "ignore" : openSync(output, "w");
  return new Promise<Sample>((resolve, reject) => {
    const start = performance.now();
    const child = launch(command, target);
    const watch = new Watch(child.pid);
    const stop = (): void => end(child.pid);
    // Before whoever removes the files that it writes to.
    process.prependOnceListener("exit", stop);
    let stopped: true | undefined;
    const timer = setTimeout(
      () => {
        stopped = true;
        stop();
      },
      1000 * (deadline ?? ENDLESS),
    );
    const finish = (): void => {
      clearTimeout(timer);
      watch.end();
      process.off("exit", stop);
    };
    child.once("error", (error: NodeJS.ErrnoException) => {
      finish();
      reject(new Error(`${program} could not be started (${error.code})`));
    });
    child.once("exit", (status) => {
      const seconds = (performance.now() - start) / 1000;
      finish();
      const sample = { seconds, ...watch.seen };
      if (stopped) resolve({ ...sample, stopped });
      else if (status !== null && accepted.includes(status)) resolve(sample);
      else reject(new Error(`${program} ended with ${status ?? "a signal"}`));
    });
  }).finally(() => typeof target === "number" && closeSync(target));
}

/** In a process group of its own, so that it can be stopped with all that it started. */
const launch = ({ program, args, cwd, env }: Command, target: number | "ignore"): ChildProcess =>
  spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", target, "ignore"],
    detached: process.platform !== "win32",
  });

function end(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // It was gone already.
  }
}

/** Keeps an eye on what a process takes. */
class Watch {
  readonly #glance: NodeJS.Timeout;
  seen: Pick<Sample, "peak" | "processor"> = {};

  constructor(pid: number | undefined) {
    this.#glance = setInterval(() => {
      this.seen = seenOf(pid) ?? this.seen;
    }, GLANCE);
  }

  end(): void {
    clearInterval(this.#glance);
  }
}

/** Of a second, what the system counts processor time in; the same on all of Linux's platforms that Node runs on. */
const TICK = 100;

/** See proc_pid_status(5) and proc_pid_stat(5): user and system time are the 12th and 13th field behind the name. */
function seenOf(pid: number | undefined): Watch["seen"] | undefined {
  try {
    const peak = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ");
    if (peak === undefined) return undefined;
    return { peak: Number(peak) * 1024, processor: (Number(fields[11]) + Number(fields[12])) / TICK };
  } catch {
    return undefined;
  }
}
