/** Tokenward's speed against other scanners that run here, each as its users run it. */
import { join } from "node:path";
import type { Scanner } from "../../compare/scanner.ts";
import { otherScanners } from "../../compare/scanners.ts";
import { type Corpus, MB, sourceCorpus } from "../corpus/build.ts";
import type { Bench, Part } from "../part.ts";
import { type Candidate, interleaved, processorRatio, secondsOf, type Timings } from "../run/interleaved.ts";

const OURS = "Tokenward";
const OURS_ONE = "Tokenward, one thread";

/** Of what was asked: how many times as fast Tokenward is at least. */
const LEAST: Readonly<Record<string, number>> = { betterleaks: 6, gitleaks: 40 };
/** In seconds; who has not finished by then is at least so much slower. */
const DEADLINE = 300;
/** The fastest of them, also held to one thread. */
const FASTEST = "betterleaks";

export const scanners: Part = {
  name: "scanners",
  about: "betterleaks, gitleaks, trufflehog, detect-secrets and secretlint over the same 100 MB",
  async measure(bench) {
    const corpus = sourceCorpus({ bytes: (bench.quick ? 1 : 100) * MB });
    const others = otherScanners.filter((scanner) => isInstalled(scanner, bench));
    const timings = await interleaved(candidates(bench, corpus, others), {
      ...bench.pace,
      runs: Math.min(3, bench.pace.runs),
    });
    for (const { name, version } of others) addRatio(bench, corpus, timings, name, version);
    if (!others.some(({ name }) => name === FASTEST)) return;
    bench.add({
      name: `against ${FASTEST}, one thread each`,
      measured: secondsOf(timings, held(FASTEST)) / secondsOf(timings, OURS_ONE),
      unit: "times",
    });
  },
};

function isInstalled(scanner: Scanner, bench: Bench): boolean {
  bench.progress(`installing ${scanner.name}`);
  try {
    scanner.install();
    return true;
  } catch (error) {
    bench.miss(`against ${scanner.name}`, `it could not be installed: ${(error as Error).message}`);
    return false;
  }
}

const held = (name: string): string => `${name}, one thread`;

function candidates({ product, scratch }: Bench, { folder }: Corpus, others: readonly Scanner[]): Candidate[] {
  const output = join(scratch, "output");
  return [
    product.scan({ name: OURS, folder, output }),
    product.scan({ name: OURS_ONE, folder, output, threads: 1 }),
    ...others.flatMap((scanner): Candidate[] => {
      const { name } = scanner;
      // Named as a report is, for some tell the format by it.
      const report = join(scratch, `${name}.json`);
      const command = scanner.command(folder, report);
      const candidate = { ...command, name, output: command.prints ? report : output, deadline: DEADLINE };
      if (name !== FASTEST) return [candidate];
      return [candidate, { ...candidate, name: held(name), env: { ...command.env, GOMAXPROCS: "1" } }];
    }),
  ];
}

function addRatio({ add }: Bench, { bytes }: Corpus, timings: Timings, name: string, version: string): void {
  const least = LEAST[name];
  add({
    name: `against ${name} ${version}`,
    measured: secondsOf(timings, name) / secondsOf(timings, OURS),
    unit: "times",
    ...(least !== undefined && { asked: { least } }),
    note: noteOn(timings, name, bytes),
  });
}

function noteOn(timings: Timings, name: string, bytes: number): string {
  if (timings.get(name)!.some((sample) => sample.stopped))
    return `it was stopped after ${DEADLINE / 60} minutes: at least so many times`;
  const speed = (candidate: string): string => `${(bytes / MB / secondsOf(timings, candidate)).toFixed(1)} MB/s`;
  const speeds = `${speed(OURS)} against ${speed(name)}`;
  // Those of whom nothing was asked start processes of their own, whose time is not seen.
  if (LEAST[name] === undefined) return speeds;
  return `${speeds}; by processor time ${processorRatio(timings, name, OURS).toFixed(1)}`;
}
