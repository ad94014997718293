/** Files and threads that exist in memory only. */
import { NOTHING, type Thread, type ThreadEvents, type Threads } from "../../../server/src/host/host.ts";
import type { PlannedFile } from "../../../server/src/workspace/plan.ts";
import type { Batch, Reply, Task } from "../../../server/src/workspace/pool/messages.ts";

export const fileOf = (name: string, size: number): PlannedFile => ({ path: `/w/${name}`, name, size, levels: [] });

export const taskOf = (number: number, size: number): Task => ({ number, file: fileOf(`${number}`, size) });

/** What a thread does when it is posted a batch; it may answer, in the order of the batches, die or do nothing. */
export type Behaviour = (batch: Batch, thread: MemoryThread) => void;

export class MemoryThread implements Thread {
  readonly #events: ThreadEvents;
  readonly #behave: Behaviour;
  readonly batches: Batch[] = [];
  number = NOTHING;
  beat = 0;
  /** With how much patience it was told to end. */
  ended: number | undefined;
  #isDead = false;
  #isStuck = false;

  constructor(events: ThreadEvents, behave: Behaviour) {
    this.#events = events;
    this.#behave = behave;
  }

  post(message: unknown): void {
    this.batches.push(message as Batch);
    this.#behave(message as Batch, this);
  }

  noted(): { number: number; beat: number } {
    return { number: this.number, beat: this.beat };
  }

  note(number: number): void {
    this.number = number;
    this.beat++;
  }

  /** From now on it answers nothing. */
  stick(number: number): void {
    this.note(number);
    this.#isStuck = true;
  }

  end(patience: number): void {
    this.ended ??= patience;
    queueMicrotask(() => this.die("killed"));
  }

  answer(reply: Reply): void {
    if (!this.#isDead && !this.#isStuck) this.#events.onMessage(reply);
  }

  die(reason: string): void {
    if (this.#isDead) return;
    this.#isDead = true;
    this.#events.onEnd(reason);
  }
}

export class MemoryThreads implements Threads {
  readonly available = 2;
  readonly started: MemoryThread[] = [];
  readonly #behave: Behaviour;

  constructor(behave: Behaviour) {
    this.#behave = behave;
  }

  start(_setup: unknown, events: ThreadEvents): MemoryThread {
    const thread = new MemoryThread(events, this.#behave);
    this.started.push(thread);
    return thread;
  }
}
