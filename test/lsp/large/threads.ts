/** Threads that are none: they scan in this process, as a test has them do. */
import type { Catalogue } from "../../../server/src/engine/catalogue.ts";
import {
  NOTHING,
  type OwnThread,
  type Thread,
  type ThreadEvents,
  type Threads,
} from "../../../server/src/host/host.ts";
import type { Job } from "../../../server/src/lsp/large/messages.ts";
import { serveDocuments } from "../../../server/src/lsp/large/serve.ts";

/** What a thread does with a job: answers, dies of it, or is never heard of again. */
type Fate = "answers" | "dies" | "hangs";

export class TestThreads implements Threads {
  readonly available = 1;
  /** The documents that were to be scanned. */
  readonly jobs: Job[] = [];
  /** What came back. */
  readonly replies: unknown[] = [];
  started = 0;
  ended = 0;
  /** Decides what becomes of a job. */
  fate: (job: Job) => Fate | Promise<Fate> = () => "answers";
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  start(setup: unknown, events: ThreadEvents): Thread {
    this.started++;
    let work: (message: unknown) => void = () => {};
    let isOver = false;
    const over = (reason: string): void => {
      if (isOver) return;
      isOver = true;
      this.ended++;
      setImmediate(() => events.onEnd(reason));
    };
    const own: OwnThread = {
      setup: structuredClone(setup),
      ending: () => isOver,
      note: () => {},
      reply: (message) => {
        const reply = structuredClone(message);
        this.replies.push(reply);
        setImmediate(() => isOver || events.onMessage(reply));
      },
      listen: (onMessage) => {
        work = onMessage;
      },
    };
    serveDocuments(own, this.#catalogue);
    const take = async (job: Job): Promise<void> => {
      this.jobs.push(job);
      const fate = await this.fate(job);
      if (fate === "answers") work(job);
      else if (fate === "hangs") own.reply({ number: job.number });
      else if (fate === "dies") over("out of memory");
    };
    return {
      post: (message) => void setImmediate(() => isOver || void take(structuredClone(message) as Job)),
      noted: () => ({ number: NOTHING, beat: 0 }),
      end: () => over("ended"),
    };
  }
}
