/** A run in the docs. */
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Run } from "../../scripts/bench/figure.ts";
import { pageOf, writeDocs } from "../../scripts/bench/report/page.ts";

const run: Run = {
  version: 1,
  tokenward: "1.2.3",
  date: "2026-01-02T03:04:05.000Z",
  whole: true,
  machine: {
    system: "Linux 6",
    processor: "Any",
    cores: 2,
    memory: 2 ** 33,
    node: "v20.19.0",
    ripgrep: "ripgrep 13",
    load: 0.1,
  },
  figures: [{ kind: "figure", part: "scan", name: "against rg", measured: 0.6, unit: "times", asked: { least: 0.5 } }],
  series: { growth: [{ name: "ours", points: [{ x: 10, y: 1 }] }], memory: [] },
  tables: { latency: { head: ["lines", "open"], rows: [["500", "1.2"]] } },
};

describe("the page of a run", () => {
  it("names the machine and shows each figure", () => {
    const page = pageOf(run);
    assert.match(page, /Tokenward 1\.2\.3 on 2026-01-02: 2 cores \(Any\), 8 GiB/);
    assert.match(page, /\| against rg \| 0\.6 × \| at least 0\.5 × \| holds \|/);
    assert.match(page, /## Latency, in milliseconds\n\n\| lines \| open \|/);
    assert.doesNotMatch(page, /Not a whole run/);
  });

  it("owns up to a part of a run", () => assert.match(pageOf({ ...run, whole: false }), /Not a whole run/));

  it("is written with the pictures that there is something for", () => {
    const docs = mkdtempSync(join(tmpdir(), "docs-"));
    try {
      writeDocs(run, docs);
      assert.deepEqual(JSON.parse(readFileSync(join(docs, "bench/bench.json"), "utf8")), run);
      assert.match(readFileSync(join(docs, "bench.md"), "utf8"), /bench\/growth\.svg/);
      assert.deepEqual(
        [existsSync(join(docs, "bench/growth.svg")), existsSync(join(docs, "bench/memory.svg"))],
        [true, false],
      );
    } finally {
      rmSync(docs, { recursive: true });
    }
  });
});
