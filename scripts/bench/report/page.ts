/** Writes a run into the docs: the page, and a picture for each of its plots. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { markdownTable } from "../../compare/table.ts";
import type { Run } from "../figure.ts";
import { draw } from "./plot.ts";
import { HEAD, rowOf } from "./words.ts";

/** What each plot is called, by the name of its series. */
const PLOTS: Readonly<Record<string, { readonly title: string; readonly x: string; readonly y: string }>> = {
  growth: { title: "Time over the amount of source", x: "megabytes", y: "seconds" },
  memory: { title: "Largest resident memory over the amount of source", x: "megabytes", y: "megabytes" },
  files: { title: "Time over the number of small files", x: "files", y: "seconds" },
  latency: {
    title: "From a keystroke to its diagnostics: the server's own time, 95 of 100",
    x: "lines of the document",
    y: "milliseconds",
  },
};

/** @param docs the folder that holds `bench.md` and `bench/` */
export function writeDocs(run: Run, docs: string): void {
  const folder = join(docs, "bench");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "bench.json"), `${JSON.stringify(run, undefined, 2)}\n`);
  for (const name of plotsOf(run))
    writeFileSync(join(folder, `${name}.svg`), draw({ ...PLOTS[name]!, series: run.series[name]! }));
  writeFileSync(join(docs, "bench.md"), pageOf(run));
}

const plotsOf = ({ series }: Run): string[] => Object.keys(PLOTS).filter((name) => series[name]?.length);

/** The page in Markdown. */
export function pageOf(run: Run): string {
  const { machine, date, tokenward, figures, tables, whole } = run;
  const memory = Math.round(machine.memory / 2 ** 30);
  const parts = [
    "# How fast it is",
    "Written by `npm run bench`, which measures everything it compares in the same run, in turn; [scripts/bench](../scripts/bench/README.md) tells how. × is the ratio of the two that are named.",
    `Tokenward ${tokenward} on ${date.slice(0, 10)}: ${machine.cores} cores (${machine.processor}), ${memory} GiB of memory, ${machine.system}, Node ${machine.node}, ${machine.ripgrep}; load ${machine.load} when it began.`,
    ...(whole ? [] : ["**Not a whole run:** some parts were left out, or measured in haste."]),
    markdownTable(HEAD, figures.map(rowOf)),
    ...plotsOf(run).map((name) => `![${PLOTS[name]!.title}](bench/${name}.svg)`),
    ...Object.entries(tables).flatMap(([name, { head, rows }]) => [
      `## ${name[0]!.toUpperCase()}${name.slice(1)}, in milliseconds`,
      markdownTable(head, rows),
    ]),
    "The run in full: [bench/bench.json](bench/bench.json).",
  ];
  return `${parts.join("\n\n")}\n`;
}
