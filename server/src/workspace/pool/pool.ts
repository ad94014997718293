/** Threads that scan: hands batches out, watches over them, and replaces those that die, at the cost of the file that killed them. */
import { NOTHING, type Noted, type Thread, type Threads } from "../../host/host.ts";
import type { Outcome } from "../file-scanner.ts";
import type { Batch, Reply, Task, ThreadSetup } from "./messages.ts";
import { WorkQueue } from "./queue.ts";

export interface PoolOptions {
  /** How many threads. */
  readonly size: number;
  /** A file that nothing is heard of for so long is given up, in milliseconds. */
  readonly budget: number;
}

export interface PoolEvents {
  onOutcome(task: Task, outcome: Outcome): void;
  /** Something happened: outcomes came, or a thread died. */
  onChange(): void;
}

/** Batches that a thread has before it: one that it scans, one that it goes on with. */
const AHEAD = 2;
/** Threads are looked after so many times in a budget. */
const LOOKS = 20;
/** How long a thread that is told to end may take, in milliseconds. */
const PATIENCE = 30;
/** So many threads may die of nothing that can be named before no more are started. */
const DEATHS = 3;

interface Member {
  readonly thread: Thread;
  readonly batches: Batch[];
  /** What it was at when it was last looked after, and since when, in milliseconds. */
  seen: Noted & { readonly since: number };
  /** Why it is being killed, and for which file. */
  fault?: { readonly number: number; readonly reason: string };
}

export class ScanPool {
  readonly #threads: Threads;
  readonly #setup: ThreadSetup;
  readonly #options: PoolOptions;
  readonly #events: PoolEvents;
  readonly #queue = new WorkQueue();
  readonly #members = new Set<Member>();
  readonly #watch: ReturnType<typeof setInterval>;
  #deaths = 0;
  #ended = false;

  constructor(threads: Threads, setup: ThreadSetup, options: PoolOptions, events: PoolEvents) {
    this.#threads = threads;
    this.#setup = setup;
    this.#options = options;
    this.#events = events;
    this.#watch = setInterval(() => this.#lookAfter(), options.budget / LOOKS);
    for (let count = 0; count < options.size; count++) this.#start();
  }

  /** Whether threads cannot be had here: what waits is to be scanned otherwise. */
  get hasFailed(): boolean {
    return this.#members.size === 0;
  }

  /** The work waits until it is handed out. */
  add(task: Task): void {
    this.#queue.add(task);
  }

  /** Gives each thread what it can take. */
  handOut(): void {
    for (let ahead = 0; ahead < AHEAD; ahead++) {
      for (const { thread, batches } of this.#members) {
        if (this.#queue.isEmpty) return;
        if (batches.length > ahead) continue;
        const batch = this.#queue.take(this.#options.size);
        batches.push(batch);
        thread.post(batch);
      }
    }
  }

  /** What waits for a thread, taken from the queue. */
  *rest(): Generator<Task> {
    while (!this.#queue.isEmpty) yield* this.#queue.take(1);
  }

  /** Nothing is heard of the threads any more. */
  end(): void {
    this.#ended = true;
    clearInterval(this.#watch);
    for (const { thread, batches } of this.#members) thread.end(batches.length > 0 ? PATIENCE : 0);
  }

  #start(): void {
    const member: Member = {
      thread: this.#threads.start(this.#setup, {
        onMessage: (message) => this.#scanned(member, message as Reply),
        onEnd: (reason) => this.#died(member, reason),
      }),
      batches: [],
      seen: { number: NOTHING, beat: 0, since: 0 },
    };
    this.#members.add(member);
  }

  #scanned(member: Member, reply: Reply): void {
    if (this.#ended) return;
    const batch = member.batches.shift()!;
    for (const [at, task] of batch.entries()) this.#events.onOutcome(task, reply[at]!);
    this.#deaths = 0;
    this.handOut();
    this.#events.onChange();
  }

  #died(member: Member, reason: string): void {
    if (this.#ended) return;
    this.#members.delete(member);
    const culprit = member.fault ?? { number: member.thread.noted().number, reason };
    if (culprit.number === NOTHING) this.#deaths++;
    for (const task of member.batches.flat()) {
      if (task.number !== culprit.number) this.#queue.add(task);
      else this.#events.onOutcome(task, { reason: `could not be scanned (${culprit.reason})` });
    }
    if (this.#deaths < DEATHS) this.#start();
    this.handOut();
    this.#events.onChange();
  }

  #lookAfter(): void {
    const now = performance.now();
    for (const member of this.#members) {
      const { number, beat } = member.thread.noted();
      const { seen } = member;
      if (number !== seen.number || beat !== seen.beat) member.seen = { number, beat, since: now };
      else if (number !== NOTHING && now - seen.since > this.#options.budget && !member.fault) {
        member.fault = { number, reason: `longer than ${Math.round(this.#options.budget / 1000)} s` };
        member.thread.end(0);
      }
    }
  }
}
