/** Runs several programs in turn, so that what else the machine does falls on all of them alike. */
import { median } from "./statistics.ts";
import { type Command, type Sample, timed } from "./timed.ts";

/** One of those that are compared. */
export interface Candidate extends Command {
  readonly name: string;
  /** What has to be done before each run and is not counted. */
  before?(): void;
}

export interface Pace {
  /** How often each is run, beside a first time that warms up and does not count. */
  readonly runs: number;
  /** A candidate that has taken this long in all is not run again, in seconds. */
  readonly patience: number;
  /** Told before each run. */
  progress?(what: string): void;
}

export type Timings = ReadonlyMap<string, readonly Sample[]>;

/** @returns all samples by the name of their candidate; at least one of each */
export async function interleaved(candidates: readonly Candidate[], pace: Pace): Promise<Timings> {
  const timings = new Map<string, Sample[]>(candidates.map(({ name }) => [name, []]));
  const spent = new Map<string, number>();
  for (let round = 0; round <= pace.runs; round++) {
    for (const candidate of inTurn(candidates, round)) {
      const { name } = candidate;
      if ((spent.get(name) ?? 0) > pace.patience) continue;
      pace.progress?.(`${name}, ${round === 0 ? "warming up" : `run ${round} of ${pace.runs}`}`);
      candidate.before?.();
      const sample = await timed(candidate);
      spent.set(name, (spent.get(name) ?? 0) + sample.seconds);
      // One that takes that long is not run a second time to learn what the first has shown.
      if (round > 0 || sample.seconds > pace.patience) timings.get(name)!.push(sample);
    }
  }
  return timings;
}

/** Every second round goes backwards, so that nobody always follows the same one. */
const inTurn = (candidates: readonly Candidate[], round: number): readonly Candidate[] =>
  round % 2 === 0 ? candidates : [...candidates].reverse();

/** @returns the median time of a candidate in seconds */
export const secondsOf = (timings: Timings, name: string): number =>
  median((timings.get(name) ?? []).map(({ seconds }) => seconds));

/** @returns the median of its largest memory in bytes; NaN where the system does not tell it */
export const peakOf = (timings: Timings, name: string): number =>
  median((timings.get(name) ?? []).flatMap(({ peak }) => peak ?? []));

/**
 * How many times the processor time of one another took: hardly moved by what else the machine does.
 * @returns NaN where the system does not tell it
 */
export function processorRatio(timings: Timings, dividend: string, divisor: string): number {
  const of = (name: string): number => median((timings.get(name) ?? []).flatMap(({ processor }) => processor ?? []));
  return of(dividend) / of(divisor);
}
