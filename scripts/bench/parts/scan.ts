/** A warm scan of real source: against ripgrep with the same keywords, and two threads against one. */
import { join } from "node:path";
import { type Corpus, MB, sourceCorpus } from "../corpus/build.ts";
import { findingsHash, readReport } from "../findings.ts";
import type { Bench, Part } from "../part.ts";
import { ripgrep, writeLiterals } from "../ripgrep.ts";
import { interleaved, processorRatio, secondsOf, type Timings } from "../run/interleaved.ts";
import { timed } from "../run/timed.ts";

const ONE = "Tokenward, one thread";
const TWO = "Tokenward, two threads";
const RG = "rg -j1";

export const scan: Part = {
  name: "scan",
  about: "a warm scan of 250 MB of real source against ripgrep; two threads against one; the findings of both",
  async measure(bench) {
    const corpus = sourceCorpus({ bytes: (bench.quick ? 10 : 250) * MB });
    const twice = bench.product.can("--threads");
    const timings = await interleaved(candidates(bench, corpus, twice), bench.pace);
    addSpeed(bench, corpus, timings);
    if (!twice) return bench.miss("two threads against one", "the command line has no --threads");
    bench.add({
      name: "two threads against one",
      measured: secondsOf(timings, ONE) / secondsOf(timings, TWO),
      unit: "times",
      asked: { least: 1.7 },
    });
    await addFindings(bench, corpus);
  },
};

function candidates({ product, scratch }: Bench, { folder }: Corpus, twice: boolean) {
  const output = join(scratch, "output");
  return [
    ripgrep(RG, folder, writeLiterals(scratch), 1, output),
    product.scan({ name: ONE, folder, threads: 1, output }),
    ...(twice ? [product.scan({ name: TWO, folder, threads: 2, output })] : []),
  ];
}

function addSpeed(bench: Bench, { files, bytes }: Corpus, timings: Timings): void {
  const speed = (name: string): string => `${Math.round(bytes / MB / secondsOf(timings, name))} MB/s`;
  bench.add({
    name: `scan of ${Math.round(bytes / MB)} MB of real source, one thread, against rg -j1 -i -F --count-matches`,
    measured: secondsOf(timings, RG) / secondsOf(timings, ONE),
    unit: "times",
    asked: { least: 0.5 },
    note: `${files} files; ${speed(ONE)} against ${speed(RG)}, starts included; by processor time ${processorRatio(timings, RG, ONE).toFixed(2)}`,
  });
}

/** The findings must not depend on the number of threads. */
async function addFindings(bench: Bench, { folder, files }: Corpus): Promise<void> {
  const hashes: string[] = [];
  let note = "";
  for (const threads of [1, 2]) {
    const output = join(bench.scratch, "report.json");
    bench.progress(`the findings with ${threads} thread${threads > 1 ? "s" : ""}`);
    await timed(bench.product.scan({ name: "report", folder, threads, format: "json", output }));
    const report = readReport(output);
    hashes.push(findingsHash(report));
    note = `${report.findings.length} findings, hash ${hashes[0]}; ${report.stats.files} of ${files} files read`;
  }
  bench.add({
    name: "findings with two threads that are those of one",
    measured: hashes[0] === hashes[1] ? 1 : 0,
    unit: "yes or no",
    asked: { least: 1 },
    note,
  });
}
