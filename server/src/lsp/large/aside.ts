/** Scans whole documents in a thread of its own, one after the other, none longer than its budget. */
import type { Catalogue } from "../../engine/catalogue.ts";
import type { Finding } from "../../engine/finding.ts";
import { scan } from "../../engine/index.ts";
import { Secret } from "../../engine/secret.ts";
import type { Thread, Threads } from "../../host/host.ts";
import { type Found, type Job, type Reply, setup } from "./messages.ts";
import { type Edited, lookAt } from "./rescan.ts";

/** A document may take so long, in milliseconds. */
const BUDGET = 5000;
/** So long a thread may take to start, in milliseconds. */
const START = 30_000;

/** @param reply undefined where none will come; without findings the job was begun */
type Take = (reply: Reply | undefined) => void;

export class Aside {
  readonly #threads: Threads | undefined;
  readonly #catalogue: Catalogue;
  readonly #budget: number;
  #thread: Thread | undefined;
  #take: Take | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #count = 0;

  /** @param threads where there are none, documents are scanned between other work */
  constructor(threads: Threads | undefined, catalogue: Catalogue, budget = BUDGET) {
    this.#threads = threads;
    this.#catalogue = catalogue;
    this.#budget = budget;
  }

  /** @returns undefined where it took too long, or the thread died of it */
  async scan(edited: Edited): Promise<readonly Finding[] | undefined> {
    if (!this.#threads) return scan(edited.document, this.#catalogue, new Date()).findings;
    const threads = this.#threads;
    const asked = this.#last.then(() => this.#ask(edited, threads));
    this.#last = asked;
    const reply = await asked;
    return reply?.findings?.flatMap((found) => this.#withValue(found, edited));
  }

  /** The thread starts anew when it is next needed. */
  end(): void {
    this.#thread?.end(0);
    this.#thread = undefined;
    this.#take?.(undefined);
  }

  #ask({ document }: Edited, threads: Threads): Promise<Reply | undefined> {
    const job: Job = { number: ++this.#count, document, now: new Date() };
    return new Promise((resolve) => {
      let late = setTimeout(() => this.end(), START);
      this.#take = (reply) => {
        clearTimeout(late);
        const isBegun = reply !== undefined && reply.findings === undefined;
        if (isBegun) late = setTimeout(() => this.end(), this.#budget);
        else {
          this.#take = undefined;
          resolve(reply);
        }
      };
      this.#thread ??= this.#start(threads);
      this.#thread.post(job);
    });
  }

  #start(threads: Threads): Thread {
    const thread = threads.start(setup, {
      onMessage: (message) => {
        const reply = message as Reply;
        if (reply.number === this.#count) this.#take?.(reply);
      },
      onEnd: () => {
        if (this.#thread === thread) this.end();
      },
    });
    return thread;
  }

  /** The document has the value where it stands as it is; else it is read from the lines round it. */
  #withValue({ shown, verbatim }: Found, edited: Edited): Finding[] {
    const { start, end } = shown.span;
    if (verbatim) return [{ ...shown, secret: new Secret(edited.document.text.slice(start, end)) }];
    const again = lookAt([{ start, end: start }], edited, this.#catalogue).find(
      ({ ruleId, span }) => ruleId === shown.ruleId && span.start === start && span.end === end,
    );
    return again ? [{ ...shown, secret: again.secret }] : [];
  }
}
