/** How time and memory grow with the amount of source. */
import { join } from "node:path";
import { type Corpus, MB, sourceCorpus } from "../corpus/build.ts";
import type { Bench, Part } from "../part.ts";
import { ripgrep, writeLiterals } from "../ripgrep.ts";
import { interleaved, peakOf, secondsOf, type Timings } from "../run/interleaved.ts";

const RG = "rg -j1";
const ONE = "Tokenward, one thread";
const ALL = "Tokenward, as many threads as it likes";

interface Step {
  readonly corpus: Corpus;
  readonly timings: Timings;
}

export const growth: Part = {
  name: "growth",
  about: "time and largest resident memory over 10 MB, 100 MB and 1 GB",
  async measure(bench) {
    const steps: Step[] = [];
    for (const size of bench.quick ? [1, 10, 20] : [10, 100, 1000]) {
      const corpus = sourceCorpus({ bytes: size * MB });
      const runs = Math.min(3, bench.pace.runs);
      const progress = (what: string): void => bench.progress(`${size} MB: ${what}`);
      steps.push({ corpus, timings: await interleaved(candidates(bench, corpus), { ...bench.pace, runs, progress }) });
      plot(bench, steps);
    }
    addFigures(bench, steps);
  },
};

function candidates({ product, scratch }: Bench, { folder }: Corpus) {
  const output = join(scratch, "output");
  return [
    ripgrep(RG, folder, writeLiterals(scratch), 1, output),
    product.scan({ name: ONE, folder, threads: 1, output }),
    product.scan({ name: ALL, folder, output }),
  ];
}

function plot({ plot }: Bench, steps: readonly Step[]): void {
  const names = [ONE, ALL, RG];
  const seriesOf = (value: (timings: Timings, name: string) => number) =>
    names.map((name) => ({
      name,
      points: steps.map(({ corpus, timings }) => ({ x: corpus.bytes / MB, y: value(timings, name) })),
    }));
  plot("growth", seriesOf(secondsOf));
  plot(
    "memory",
    seriesOf((timings, name) => peakOf(timings, name) / MB),
  );
}

function addFigures({ add, miss }: Bench, steps: readonly Step[]): void {
  const [, small, large] = steps as [Step, Step, Step];
  const [from, to] = [small, large].map(({ corpus }) => `${Math.round(corpus.bytes / MB)} MB`);
  const rateOf = ({ corpus, timings }: Step): number => secondsOf(timings, ONE) / corpus.bytes;
  const { rounds } = large.corpus;
  add({
    name: `time a megabyte at ${to}, of that at ${from}`,
    measured: rateOf(large) / rateOf(small),
    unit: "times",
    asked: { most: 1.1 },
    note: rounds > 1 ? `at ${to} the sources repeat, ${rounds} rounds under folders of their own` : "no file repeats",
  });
  for (const name of [ONE, ALL]) {
    const [before, after] = [peakOf(small.timings, name) / MB, peakOf(large.timings, name) / MB];
    if (Number.isNaN(after)) {
      miss(`resident memory (${name})`, "the system does not tell it");
      continue;
    }
    add({ name: `memory at ${to} (${name})`, measured: after, unit: "MB", asked: { most: 300 } });
    add({
      name: `memory more at ${to} than at ${from} (${name})`,
      measured: after - before,
      unit: "MB",
      asked: { most: 50 },
    });
  }
}
