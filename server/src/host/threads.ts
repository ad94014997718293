/** Threads by Node: this very program entered once more, with three numbers of shared memory between the two. */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { isMainThread, parentPort, type ResourceLimits, Worker, workerData } from "node:worker_threads";
import { NOTHING, type OwnThread, type Thread, type ThreadEvents, type Threads } from "./host.ts";

/** Places in the shared memory. */
const ENDING = 0;
const NUMBER = 1;
const BEAT = 2;

/** What a thread finds when it starts. */
interface Start {
  readonly setup: unknown;
  readonly tokenward: Int32Array;
}

/** In megabytes. A thread that wants more is ended, and not the whole program by the system. */
const LIMITS: ResourceLimits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 8 };

/** The program of threads lies beside the bundle that runs; without one there are no threads. */
export const threadProgram = (): string | undefined =>
  typeof __dirname === "string" ? join(__dirname, "thread.cjs") : undefined;

/** @param file absolute path of the program, which looks for `ownThread` first thing */
export function nodeThreads(file: string, limits = LIMITS): Threads {
  return { available: availableParallelism(), start: (setup, events) => startThread(file, limits, setup, events) };
}

function startThread(file: string, resourceLimits: ResourceLimits, setup: unknown, events: ThreadEvents): Thread {
  const shared = new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT));
  shared[NUMBER] = NOTHING;
  const workerData: Start = { setup, tokenward: shared };
  const worker = new Worker(file, { workerData, resourceLimits });
  let reason: string | undefined;
  worker.on("message", events.onMessage);
  worker.once("error", (error) => {
    reason = kindOf(error);
  });
  worker.once("exit", (code) => events.onEnd(reason ?? `its thread ended with ${code}`));
  return {
    post: (message) => worker.postMessage(message),
    noted: () => ({ number: Atomics.load(shared, NUMBER), beat: Atomics.load(shared, BEAT) }),
    end: (patience) => {
      Atomics.store(shared, ENDING, 1);
      if (patience === 0) void worker.terminate();
      else setTimeout(() => void worker.terminate(), patience).unref();
    },
  };
}

/** The message of an error may quote what was read. */
function kindOf(error: unknown): string {
  const { code, name } = error as NodeJS.ErrnoException;
  return code === "ERR_WORKER_OUT_OF_MEMORY" ? "out of memory" : (code ?? name ?? "unknown");
}

/** @returns undefined where this is no thread that `nodeThreads` started */
export function ownThread(): OwnThread | undefined {
  const { setup, tokenward: shared } = (workerData ?? {}) as Partial<Start>;
  if (isMainThread || !parentPort || !shared) return undefined;
  const port = parentPort;
  return {
    setup,
    ending: () => Atomics.load(shared, ENDING) === 1,
    note: (number) => {
      Atomics.store(shared, NUMBER, number);
      Atomics.add(shared, BEAT, 1);
    },
    reply: (message) => port.postMessage(message),
    listen: (onMessage) => void port.on("message", onMessage),
  };
}
