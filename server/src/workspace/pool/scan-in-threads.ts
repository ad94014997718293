/** Scans planned files in threads; results come in the order of the plan. */
import type { Threads } from "../../host/host.ts";
import type { FileScanner, Outcome } from "../file-scanner.ts";
import type { Planned, PlannedFile } from "../plan.ts";
import { type FileResult, isToScan, resultOf, resultWithoutScan } from "../result.ts";
import { Turns } from "../turns.ts";
import type { ThreadSetup } from "./messages.ts";
import { type PoolOptions, ScanPool } from "./pool.ts";
import { ReorderBuffer } from "./reorder.ts";
import { weightOf } from "./weight.ts";

export interface ThreadedScan {
  readonly threads: Threads;
  readonly setup: ThreadSetup;
  readonly options: PoolOptions;
  /** Scans in this thread what no thread can be had for. */
  readonly scanner: FileScanner;
  /** Told of each file that was scanned. */
  readonly remember?: (file: PlannedFile, outcome: Outcome) => void;
}

/** So much may be under way, waiting its turn included, in bytes: who takes results slowly slows the scan down. */
const WINDOW = 64e6;

/** Ends early, without an error, when the signal aborts; threads are ended in either case. */
export async function* scanInThreads(
  plan: AsyncIterator<Planned>,
  { threads, setup, options, scanner, remember }: ThreadedScan,
  signal?: AbortSignal,
): AsyncGenerator<FileResult> {
  const order = new ReorderBuffer<FileResult>();
  const bell = new Bell();
  const put = ({ number, file }: { number: number; file: PlannedFile }, outcome: Outcome): void => {
    remember?.(file, outcome);
    order.put(number, resultOf(file, outcome));
  };
  const pool = new ScanPool(threads, setup, options, { onOutcome: put, onChange: () => bell.ring() });
  const turns = new Turns();
  const scanRest = async (): Promise<void> => {
    for (const task of pool.rest()) {
      if (signal?.aborted) return;
      put(task, await scanner.scan(task.file));
      if (turns.isOver) await turns.next();
    }
  };
  const ring = (): void => bell.ring();
  signal?.addEventListener("abort", ring);
  try {
    for (let planning = true; planning || !order.isEmpty; ) {
      if (signal?.aborted) return;
      planning &&= await fill(plan, order, pool, turns);
      pool.handOut();
      if (pool.hasFailed) await scanRest();
      yield* order.take();
      if (planning && order.weight < WINDOW) await turns.next();
      else if (!order.isEmpty) await bell.rung();
    }
  } finally {
    signal?.removeEventListener("abort", ring);
    pool.end();
  }
}

/** Plans on until the window is full or others want their turn. @returns whether there may be more */
async function fill(
  plan: AsyncIterator<Planned>,
  order: ReorderBuffer<FileResult>,
  pool: ScanPool,
  turns: Turns,
): Promise<boolean> {
  while (order.weight < WINDOW && !turns.isOver) {
    const { value: planned, done } = await plan.next();
    if (done) return false;
    if (isToScan(planned)) pool.add({ number: order.reserve(weightOf(planned)), file: planned });
    else order.put(order.reserve(0), resultWithoutScan(planned));
  }
  return true;
}

/** Tells one who waits that something happened, also when it happened before. */
class Bell {
  #hasRung = false;
  #wake: (() => void) | undefined;

  ring(): void {
    this.#hasRung = true;
    this.#wake?.();
  }

  async rung(): Promise<void> {
    if (!this.#hasRung) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#hasRung = false;
    this.#wake = undefined;
  }
}
