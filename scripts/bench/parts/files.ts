/** How time and memory grow with the number of files. */
import { join } from "node:path";
import { MB } from "../corpus/build.ts";
import { smallFiles } from "../corpus/trees.ts";
import type { Part } from "../part.ts";
import { ripgrep, writeLiterals } from "../ripgrep.ts";
import { interleaved, peakOf, secondsOf } from "../run/interleaved.ts";

const OURS = "Tokenward";
const RG = "rg -j1";

export const files: Part = {
  name: "files",
  about: "10 to 100,000 small files; a million of them with --large",
  async measure(bench) {
    const counts = bench.quick
      ? [10, 100, 1000]
      : [10, 100, 1000, 10_000, 100_000, ...(bench.large ? [1_000_000] : [])];
    const points: { x: number; ours: number; rg: number; memory: number }[] = [];
    for (const count of counts) {
      const { folder } = smallFiles(count);
      const output = join(bench.scratch, "output");
      const candidates = [
        ripgrep(RG, folder, writeLiterals(bench.scratch), 1, output),
        bench.product.scan({ name: OURS, folder, threads: 1, output }),
      ];
      const runs = Math.min(3, bench.pace.runs);
      const progress = (what: string): void => bench.progress(`${count} files: ${what}`);
      const timings = await interleaved(candidates, { ...bench.pace, runs, progress });
      const [ours, rg] = [secondsOf(timings, OURS), secondsOf(timings, RG)];
      points.push({ x: count, ours, rg, memory: peakOf(timings, OURS) / MB });
      bench.plot("files", [
        { name: OURS, points: points.map(({ x, ours: y }) => ({ x, y })) },
        { name: RG, points: points.map(({ x, rg: y }) => ({ x, y })) },
      ]);
    }
    const [before, last] = points.slice(-2);
    bench.add({
      name: `time a file at ${last!.x} small files, of that at ${before!.x}`,
      measured: last!.ours / last!.x / (before!.ours / before!.x),
      unit: "times",
      note: `${last!.rg > 0 ? (last!.rg / last!.ours).toFixed(2) : "-"} of the speed of rg -j1; ${Math.round(last!.memory)} MB of memory`,
    });
  },
};
