/** Threads by Node: what they tell, and what is told of them when they end. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { NOTHING, type Thread, type Threads } from "../../server/src/host/host.ts";
import { nodeThreads, ownThread } from "../../server/src/host/threads.ts";

const source = join(import.meta.dirname, "../../server/src/host/threads.ts");
/** A thread that does as it is told, once for each message. */
const PROGRAM = `
import { ownThread } from ${JSON.stringify(source)};
const thread = ownThread();
const acts = {
  echo: () => thread.reply(thread.setup),
  note: () => { thread.note(7); thread.reply("noted"); },
  stuck: () => { thread.note(8); for (;;); },
  throws: () => { throw new RangeError("a value of the file"); },
  exits: () => process.exit(5),
  waits: () => { while (!thread.ending()); thread.reply("told"); },
};
thread.listen((act) => acts[act]());
`;

describe("threads", () => {
  let folder: string;
  let threads: Threads;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "tokenward-threads-"));
    const outfile = join(folder, "thread.cjs");
    const stdin = { contents: PROGRAM, resolveDir: folder };
    buildSync({ stdin, outfile, bundle: true, platform: "node", format: "cjs", logLevel: "error" });
    threads = nodeThreads(outfile);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** A thread with everything that was heard of it. */
  function start(program = threads, setup: unknown = {}) {
    const heard: unknown[] = [];
    let onHeard = (): void => {};
    let onEnd = (_: string): void => {};
    const ended = new Promise<string>((resolve) => {
      onEnd = resolve;
    });
    const thread: Thread = program.start(setup, {
      onMessage: (message) => {
        heard.push(message);
        onHeard();
      },
      onEnd,
    });
    const next = (): Promise<unknown> =>
      new Promise((resolve) => {
        onHeard = () => resolve(heard.at(-1));
      });
    return { thread, ended, next };
  }

  async function ask({ thread, next }: ReturnType<typeof start>, act: string): Promise<unknown> {
    const answered = next();
    thread.post(act);
    return answered;
  }

  it("are told what they need when they start", async () => {
    const setup = { now: new Date(5), bytes: new Uint8Array([1, 2]) };
    const started = start(threads, setup);
    assert.deepEqual(await ask(started, "echo"), setup);
    started.thread.end(0);
    assert.equal(typeof (await started.ended), "string");
  });

  it("leave word of what they are at", async () => {
    const started = start();
    assert.deepEqual(started.thread.noted(), { number: NOTHING, beat: 0 });
    await ask(started, "note");
    assert.deepEqual(started.thread.noted(), { number: 7, beat: 1 });
    await ask(started, "note");
    assert.deepEqual(started.thread.noted(), { number: 7, beat: 2 });
    started.thread.end(0);
    await started.ended;
  });

  it("can be killed when they are stuck, and tell what they were stuck at", async () => {
    const started = start();
    await ask(started, "note");
    started.thread.post("stuck");
    while (started.thread.noted().number !== 8) await new Promise((resolve) => setTimeout(resolve, 5));
    started.thread.end(0);
    await started.ended;
    assert.equal(started.thread.noted().number, 8);
  });

  it("hear that they are to end before they are killed", async () => {
    const started = start();
    await ask(started, "note");
    const told = ask(started, "waits");
    started.thread.end(10_000);
    assert.equal(await told, "told");
    started.thread.end(0);
    await started.ended;
  });

  it("that die are told of, without a word of what they read", async () => {
    const reasons: string[] = [];
    for (const act of ["throws", "exits"]) {
      const started = start();
      started.thread.post(act);
      reasons.push(await started.ended);
    }
    assert.deepEqual(reasons, ["RangeError", "its thread ended with 5"]);
  });

  it("that cannot be started are told of too", async () => {
    const broken = join(folder, "broken.cjs");
    writeFileSync(broken, "const a = ;");
    assert.equal(await start(nodeThreads(broken)).ended, "SyntaxError");
    assert.match(await start(nodeThreads(join(folder, "none.cjs"))).ended, /MODULE_NOT_FOUND$/);
  });

  it("are not where this program runs itself", () => assert.equal(ownThread(), undefined));
});
