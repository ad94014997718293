/** Results come out in the order of their places. */
import assert from "node:assert/strict";
import { ReorderBuffer } from "../../../server/src/workspace/pool/reorder.ts";

describe("a reorder buffer", () => {
  it("holds a result back until those before it are there", () => {
    const buffer = new ReorderBuffer<string>();
    const [a, b, c] = ["a", "b", "c"].map(() => buffer.reserve(1)) as [number, number, number];
    buffer.put(c, "c");
    assert.deepEqual([...buffer.take()], []);
    buffer.put(a, "a");
    assert.deepEqual([...buffer.take()], ["a"]);
    buffer.put(b, "b");
    assert.deepEqual([...buffer.take()], ["b", "c"]);
    assert.ok(buffer.isEmpty);
  });

  it("weighs what was given out and not yet taken", () => {
    const buffer = new ReorderBuffer<string>();
    const [a, b] = [buffer.reserve(5), buffer.reserve(7)];
    buffer.put(b, "b");
    assert.equal(buffer.weight, 12);
    buffer.put(a, "a");
    const taking = buffer.take();
    taking.next();
    assert.equal(buffer.weight, 7);
    taking.next();
    assert.equal(buffer.weight, 0);
  });
});
