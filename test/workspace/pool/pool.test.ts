/** The scan in threads against threads in memory: order, pace, deaths and ends, each on purpose. */
import assert from "node:assert/strict";
import { type Random, seededRandom } from "../../../server/src/engine/mint.ts";
import type { FileScanner, Outcome } from "../../../server/src/workspace/file-scanner.ts";
import type { Planned } from "../../../server/src/workspace/plan.ts";
import type { Batch } from "../../../server/src/workspace/pool/messages.ts";
import { scanInThreads } from "../../../server/src/workspace/pool/scan-in-threads.ts";
import type { FileResult } from "../../../server/src/workspace/result.ts";
import { type Behaviour, fileOf, type MemoryThread, MemoryThreads } from "./tasks.ts";

const setup = {
  now: new Date(0),
  minConfidence: "low",
  fixes: false,
  handling: false,
  fingerprints: { key: { scope: "run", bytes: new Uint8Array(32) }, countingOnly: true },
} as const;

const outcome: Outcome = { found: [] };
const outcomesOf = (batch: Batch): Outcome[] => batch.map(() => outcome);
/** Scans what threads cannot be had for, and remembers what it was. */
class Here {
  readonly scanned: string[] = [];
  readonly scanner = {
    scan: async ({ name }: { name: string }) => {
      this.scanned.push(name);
      return outcome;
    },
  } as unknown as FileScanner;
}

interface Options {
  readonly size?: number;
  readonly budget?: number;
  readonly signal?: AbortSignal;
  readonly here?: Here;
}

function scan(plan: AsyncIterator<Planned>, behave: Behaviour, { size = 2, budget = 60_000, ...more }: Options = {}) {
  const threads = new MemoryThreads(behave);
  const { scanner } = more.here ?? new Here();
  const results = scanInThreads(plan, { threads, setup, options: { size, budget }, scanner }, more.signal);
  return { threads, results };
}

async function pathsOf(results: AsyncIterable<FileResult>): Promise<string[]> {
  const paths: string[] = [];
  for await (const result of results) paths.push("reason" in result ? `${result.path}: ${result.reason}` : result.path);
  return paths;
}

async function* planOf(sizes: readonly number[], planned: string[] = []): AsyncGenerator<Planned> {
  for (const [at, size] of sizes.entries()) {
    planned.push(`${at}`);
    yield fileOf(`${at}`, size);
  }
}

const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `${at}`);
const sizes = (count: number, random: Random): number[] => names(count).map(() => Math.floor(random() ** 6 * 3e6));

/** Answers after a while, one thread faster than the other. */
function slowly(random: Random): Behaviour {
  const last = new Map<MemoryThread, Promise<void>>();
  return (batch, thread) => {
    const before = last.get(thread) ?? Promise.resolve();
    const answered = before.then(() => sleep(random() * 6)).then(() => thread.answer(outcomesOf(batch)));
    last.set(thread, answered);
  };
}

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("the pool of threads", () => {
  it("keeps the order, whichever thread is faster", async () => {
    for (const size of [1, 2, 4]) {
      const random = seededRandom(size);
      const { results, threads } = scan(planOf(sizes(600, random)), slowly(random), { size });
      assert.deepEqual(await pathsOf(results), names(600));
      assert.equal(threads.started.length, size);
      for (const thread of threads.started) assert.ok(thread.batches.length > 3, "each has its share");
      for (const thread of threads.started) assert.equal(thread.ended, 0, "it is not needed any more");
    }
  });

  it("passes on what is not read, in its place", async () => {
    async function* plan(): AsyncGenerator<Planned> {
      yield fileOf("a", 1);
      yield { name: "b", reason: "a link" };
      yield fileOf("c", 1);
    }
    const { results } = scan(plan(), (batch, thread) => void setTimeout(() => thread.answer(outcomesOf(batch)), 5));
    assert.deepEqual(await pathsOf(results), ["a", "b: a link", "c"]);
  });

  it("hands out no more than a window while nobody takes the results", async () => {
    const planned: string[] = [];
    const { results, threads } = scan(planOf(Array(500).fill(1e6), planned), slowly(seededRandom(1)));
    await results.next();
    await sleep(150);
    const handedOut = threads.started.flatMap(({ batches }) => batches.flat()).length;
    assert.ok(
      planned.length < 100 && handedOut <= planned.length,
      `${planned.length} planned, ${handedOut} handed out`,
    );
    assert.equal((await pathsOf(results)).length, 499);
    assert.equal(planned.length, 500);
  });

  it("does a dead thread's other files again", async () => {
    const deadly = new Set(["7", "150", "299"]);
    const answer = slowly(seededRandom(2));
    const { results, threads } = scan(planOf(Array(300).fill(9000)), (batch, thread) => {
      const culprit = batch.find(({ file }) => deadly.has(file.name));
      if (!culprit) return answer(batch, thread);
      thread.stick(culprit.number);
      setTimeout(() => thread.die("exit"), 3);
    });
    const expected = names(300).map((name) => (deadly.has(name) ? `${name}: could not be scanned (exit)` : name));
    assert.deepEqual(await pathsOf(results), expected);
    assert.equal(threads.started.length, 2 + 3);
  });

  it("kills a thread that says nothing for too long, and counts the signs of life that it gives", async () => {
    const { results, threads } = scan(
      planOf([10, 20, 30]),
      (batch, thread) => {
        const [stuck] = batch.filter(({ file }) => file.name === "1");
        if (!stuck) {
          // It takes as long, and is heard of all the time.
          const beat = setInterval(() => thread.note(batch[0]!.number), 5);
          return void setTimeout(() => {
            clearInterval(beat);
            thread.answer(outcomesOf(batch));
          }, 400);
        }
        thread.stick(stuck.number);
      },
      { budget: 200 },
    );
    assert.deepEqual(await pathsOf(results), ["0", "1: could not be scanned (longer than 0 s)", "2"]);
    assert.equal(threads.started.length, 3);
  });

  it("scans by itself what it can have no threads for", async () => {
    const here = new Here();
    const { results, threads } = scan(planOf(Array(50).fill(5e5)), (_, thread) => void thread.end(0), { here });
    assert.deepEqual(await pathsOf(results), names(50));
    assert.deepEqual(here.scanned.sort(), names(50).sort());
    assert.ok(threads.started.length <= 6, "it does not try for ever");
  });

  it("goes on with the threads that live where others die of nothing", async () => {
    let deaths = 0;
    const answer = slowly(seededRandom(3));
    const { results } = scan(planOf(Array(50).fill(5e5)), (batch, thread) => {
      if (deaths++ < 2) setTimeout(() => thread.die("no reason"), 1);
      else answer(batch, thread);
    });
    assert.deepEqual(await pathsOf(results), names(50));
  });

  it("ends at once when it is told to, and its threads with it", async () => {
    const abort = new AbortController();
    const stuck = (): void => {};
    const { results, threads } = scan(planOf(Array(50).fill(9000)), stuck, { signal: abort.signal });
    const paths = pathsOf(results);
    await sleep(20);
    abort.abort();
    assert.deepEqual(await paths, []);
    assert.deepEqual(
      threads.started.map(({ ended }) => ended !== undefined && ended > 0 && ended <= 50),
      [true, true],
    );
  });

  it("ends when nobody wants more", async () => {
    const { results, threads } = scan(planOf(Array(50).fill(9000)), slowly(seededRandom(4)));
    for await (const { path } of results) if (path === "3") break;
    for (const thread of threads.started) assert.notEqual(thread.ended, undefined);
  });
});
