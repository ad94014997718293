/** How long the command line takes to start, in starts of Node. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Bench, Part } from "../part.ts";
import { type Candidate, interleaved, secondsOf } from "../run/interleaved.ts";

const NODE = "node -e 0";
const VERSION = "--version";
const SMALL = "scan of one small file";

export const start: Part = {
  name: "start",
  about: "the start of the command line: --version and a scan of one small file, in starts of Node",
  async measure(bench) {
    const timings = await interleaved(candidates(bench), { ...bench.pace, runs: bench.quick ? 5 : 31 });
    const base = secondsOf(timings, NODE);
    const add = (name: string, most: number): void =>
      bench.add({
        name: `${name}, against ${NODE}`,
        measured: secondsOf(timings, name) / base,
        unit: "times",
        asked: { most },
        note: `${Math.round(secondsOf(timings, name) * 1000)} ms against ${Math.round(base * 1000)} ms`,
      });
    add(VERSION, 2);
    add(SMALL, 4);
  },
};

function candidates({ product, scratch }: Bench): Candidate[] {
  const folder = join(scratch, "one-file");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "add.js"), "export const add = (a, b) => a + b;\n");
  const node = (name: string, ...args: string[]): Candidate => ({ name, program: process.execPath, args });
  return [
    node(NODE, "-e", "0"),
    node(VERSION, product.cli, "--version"),
    // As a user gives it, cache and all.
    product.scan({ name: SMALL, folder, asUser: true, cache: join(scratch, "one-file-cache") }),
  ];
}
