/** Programs that run in turn. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { type Candidate, interleaved, peakOf, processorRatio, secondsOf } from "../../scripts/bench/run/interleaved.ts";
import { timed } from "../../scripts/bench/run/timed.ts";

const node = (code: string): Pick<Candidate, "program" | "args"> => ({ program: process.execPath, args: ["-e", code] });

describe("programs that are compared", () => {
  it("run in turn, every second round backwards, after one that does not count", async () => {
    const order: string[] = [];
    const candidates = ["a", "b"].map((name) => ({ name, ...node("0"), before: () => void order.push(name) }));
    const timings = await interleaved(candidates, { runs: 2, patience: 60 });
    assert.equal(order.join(""), "abbaab");
    assert.deepEqual(
      [...timings.values()].map((samples) => samples.length),
      [2, 2],
    );
    assert.ok(secondsOf(timings, "a") > 0);
  });

  it("are not run again once they took too long, and count all the same", async () => {
    const timings = await interleaved([{ name: "a", ...node("0") }], { runs: 5, patience: 0 });
    assert.equal(timings.get("a")?.length, 1);
  });

  it("that end badly are named, and nothing that they wrote is", async () => {
    const code = "console.error('a value'); process.exit(3)";
    await assert.rejects(timed(node(code)), (error: Error) => /ended with 3$/.test(error.message));
    await timed({ ...node(code), accepted: [0, 3] });
    await assert.rejects(timed({ program: "/no/such/program", args: [] }), /could not be started \(ENOENT\)/);
  });

  it("are stopped at their deadline, with all that they started", async () => {
    const start = "require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 50_000)'])";
    const sample = await timed({ ...node(`${start}; setTimeout(() => {}, 50_000)`), deadline: 0.2 });
    assert.ok(sample.stopped && sample.seconds < 50);
  });

  it("say how much memory and processor time they took, where the system tells it", async () => {
    const hold =
      "const held = Buffer.alloc(64e6, 1); for (let at = Date.now(); Date.now() < at + 400; ); process.exit(held[0] - 1)";
    const candidates = ["a", "b"].map((name) => ({ name, ...node(hold) }));
    const timings = await interleaved(candidates, { runs: 1, patience: 60 });
    if (!existsSync("/proc/self/status")) return;
    assert.ok(peakOf(timings, "a") > 64e6);
    assert.ok(processorRatio(timings, "a", "b") > 0);
  });
});
