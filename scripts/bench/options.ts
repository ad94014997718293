/** The options of `npm run bench`. */
import { resolve } from "node:path";
import { parseArgs } from "node:util";

export interface Options {
  /** Names of parts; all where none are named. */
  readonly only?: readonly string[];
  readonly quick: boolean;
  readonly large: boolean;
  /** Where the run is written to as it goes. */
  readonly json?: string;
  /** A run to be rendered for the docs; nothing is measured then. */
  readonly render?: string;
  readonly runs: number;
}

export const usage = `npm run bench -- [--only PART,...] [--quick] [--large] [--runs N] [--json FILE]
npm run bench -- --render FILE     writes docs/bench.md and its plots from a run, and measures nothing`;

/** @param from the folder that relative paths start at @throws Error that says what is wrong with them */
export function parseOptions(args: readonly string[], from: string): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string" },
      quick: { type: "boolean", default: false },
      large: { type: "boolean", default: false },
      json: { type: "string" },
      render: { type: "string" },
      runs: { type: "string", default: "5" },
    },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error("--runs takes a number of 1 or more");
  return {
    ...(values.only !== undefined && { only: values.only.split(",").map((name) => name.trim()) }),
    ...(values.json !== undefined && { json: resolve(from, values.json) }),
    ...(values.render !== undefined && { render: resolve(from, values.render) }),
    quick: values.quick,
    large: values.large,
    runs: values.quick ? Math.min(runs, 2) : runs,
  };
}
