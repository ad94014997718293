/** How many tests of a part passed and failed. */

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

export interface PartOptions {
  /** An empty folder of its own, deleted at the end. */
  readonly folder: string;
  /** The packaged extension. */
  readonly vsix: string;
}

/** Runs tests and prints those that fail. A part that throws counts as one failure. */
export type Part = (options: PartOptions) => Promise<Counts>;

export function sum(counts: readonly Counts[]): Counts {
  const total = (key: keyof Counts): number => counts.reduce((sofar, each) => sofar + each[key], 0);
  return { passed: total("passed"), failed: total("failed") };
}
