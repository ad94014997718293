/** A scan of files that the system has to fetch from the disk. */
import { execFileSync } from "node:child_process";
import { accessSync, constants, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MB, sourceCorpus } from "../corpus/build.ts";
import type { Part } from "../part.ts";
import { ripgrep, writeLiterals } from "../ripgrep.ts";
import { interleaved, secondsOf } from "../run/interleaved.ts";

const DROP = "/proc/sys/vm/drop_caches";
const NAME = "cold scan against rg -j1";

export const cold: Part = {
  name: "cold",
  about: "the same with the system's file cache dropped before each run, where that may be done",
  async measure(bench) {
    if (!mayDrop()) return bench.miss(NAME, "the system's file cache may not be dropped (Linux, as root)");
    const { folder } = sourceCorpus({ bytes: (bench.quick ? 10 : 250) * MB });
    const output = join(bench.scratch, "output");
    const candidates = [
      ripgrep("rg -j1", folder, writeLiterals(bench.scratch), 1, output),
      bench.product.scan({ name: "Tokenward", folder, threads: 1, output }),
    ].map((candidate) => ({
      ...candidate,
      before: () => {
        candidate.before?.();
        dropCaches();
      },
    }));
    const timings = await interleaved(candidates, { ...bench.pace, runs: Math.min(3, bench.pace.runs) });
    bench.add({ name: NAME, measured: secondsOf(timings, "rg -j1") / secondsOf(timings, "Tokenward"), unit: "times" });
  },
};

function mayDrop(): boolean {
  try {
    accessSync(DROP, constants.W_OK);
    return process.getuid?.() === 0;
  } catch {
    return false;
  }
}

function dropCaches(): void {
  execFileSync("sync");
  writeFileSync(DROP, "3");
}
