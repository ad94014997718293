/** The record of a run is on the disk at any moment. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Run } from "../../scripts/bench/figure.ts";
import { RunRecord } from "../../scripts/bench/record.ts";

describe("the record of a run", () => {
  const machine = { system: "s", processor: "p", cores: 1, memory: 1, node: "n", ripgrep: "r", load: 0 };
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "record-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("holds what was said so far", () => {
    const file = join(folder, "run.json");
    const onDisk = (): Run => JSON.parse(readFileSync(file, "utf8")) as Run;
    const record = new RunRecord({ version: 1, tokenward: "1", date: "d", whole: false, machine }, file);
    assert.deepEqual(onDisk().figures, []);
    record.add({ kind: "missing", part: "a", name: "b", why: "c" });
    record.plot("growth", [{ name: "ours", points: [] }]);
    record.plot("growth", [{ name: "ours", points: [{ x: 1, y: 2 }] }]);
    record.detail("latency", { head: ["h"], rows: [] });
    assert.deepEqual(onDisk(), record.run);
    assert.deepEqual(onDisk().series.growth?.[0]?.points, [{ x: 1, y: 2 }]);
  });
});
