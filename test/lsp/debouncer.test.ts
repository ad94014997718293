/** Tasks run later, each key by itself. */
import assert from "node:assert/strict";
import { Debouncer } from "../../server/src/lsp/debouncer.ts";

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("Debouncer", () => {
  it("runs the last task of those that were scheduled under a key, once", async () => {
    const debouncer = new Debouncer();
    const ran: string[] = [];
    for (const task of ["a", "b", "c"]) debouncer.schedule("key", 20, () => void ran.push(task));
    debouncer.schedule("other", 20, () => void ran.push("other"));
    await pause(80);
    assert.deepEqual(ran.sort(), ["c", "other"]);
  });

  it("runs a task although it is never quiet, where that is asked", async () => {
    const debouncer = new Debouncer();
    let count = 0;
    for (let tries = 0; tries < 400 && count < 2; tries++) {
      debouncer.schedule("key", 10_000, () => void count++, 50);
      await pause(5);
    }
    assert.equal(count, 2);
    debouncer.cancelAll();
  });

  it("runs nothing that was cancelled", async () => {
    const debouncer = new Debouncer();
    debouncer.schedule("key", 1, () => assert.fail("it ran"));
    debouncer.pace("other", 1, () => assert.fail("it ran"));
    debouncer.cancelAll();
    await pause(30);
  });
});
