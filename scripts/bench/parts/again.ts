/** The second scan of a workspace in which nothing changed, on the command line and in the language server. */
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Corpus, gitCorpus } from "../corpus/build.ts";
import { findingsHash, readReport } from "../findings.ts";
import type { Bench, Part } from "../part.ts";
import { ripgrepFiles } from "../ripgrep.ts";
import { interleaved, secondsOf } from "../run/interleaved.ts";
import { median } from "../run/statistics.ts";
import { timed } from "../run/timed.ts";
import { Editor } from "../server/editor.ts";

const FIRST = "first scan";
const SECOND = "second scan";
const LIST = "rg --files";
const NODE = "node -e 0";

export const again: Part = {
  name: "again",
  about: "the second scan of an unchanged workspace of 25,000 files: command line and server",
  async measure(bench) {
    const workspace = gitCorpus({ files: bench.quick ? 1000 : 25_000 });
    await onCommandLine(bench, workspace);
    await inServer(bench, workspace);
    await compareFindings(bench, workspace);
  },
};

async function onCommandLine({ product, pace, scratch, add }: Bench, { folder, files }: Corpus): Promise<void> {
  const output = join(scratch, "output");
  const candidates = [
    // Its cache is emptied before each run; the other's is filled by the run that warms up.
    product.scan({ name: FIRST, folder, output, asUser: true }),
    product.scan({ name: SECOND, folder, output, asUser: true, cache: join(scratch, "cache-kept") }),
    ripgrepFiles(LIST, folder, output),
    { name: NODE, program: process.execPath, args: ["-e", "0"] },
  ];
  const timings = await interleaved(candidates, pace);
  const ms = (name: string): number => Math.round(secondsOf(timings, name) * 1000);
  add({
    name: `second scan of ${files} unchanged files on the command line, against ${LIST} and the start of Node`,
    measured: secondsOf(timings, SECOND) / (secondsOf(timings, LIST) + secondsOf(timings, NODE)),
    unit: "times",
    asked: { most: 2 },
    note: `first ${ms(FIRST)} ms, second ${ms(SECOND)} ms; ${LIST} ${ms(LIST)} ms, Node ${ms(NODE)} ms`,
  });
}

async function inServer({ server, quick, scratch, add, progress }: Bench, { folder, files }: Corpus): Promise<void> {
  const ratios: number[] = [];
  const folders = [{ uri: pathToFileURL(folder).href, name: "workspace" }];
  for (let session = 0; session < (quick ? 1 : 3); session++) {
    progress(`the server, session ${session + 1}`);
    const cache = mkdtempSync(join(scratch, "cache-"));
    const editor = await Editor.start({ ...server, folders, cache });
    const first = await secondsOfScan(editor);
    const second = median([await secondsOfScan(editor), await secondsOfScan(editor), await secondsOfScan(editor)]);
    await editor.stop();
    rmSync(cache, { recursive: true, force: true });
    ratios.push(first / second);
  }
  add({
    name: `second scan of ${files} unchanged files in the running server: times as fast as the first`,
    measured: median(ratios),
    unit: "times",
    asked: { least: 10 },
  });
}

async function secondsOfScan(editor: Editor): Promise<number> {
  const start = performance.now();
  await editor.scanWorkspace();
  return (performance.now() - start) / 1000;
}

/** What was remembered must be what would be found. */
async function compareFindings({ product, scratch, add, progress }: Bench, { folder }: Corpus): Promise<void> {
  const hashes: string[] = [];
  const cache = join(scratch, "cache-findings");
  for (const name of [FIRST, SECOND]) {
    progress(`the findings of the ${name}`);
    const output = join(scratch, "report.json");
    await timed(product.scan({ name, folder, format: "json", output, asUser: true, cache }));
    hashes.push(findingsHash(readReport(output)));
  }
  add({
    name: "findings of the second scan that are those of the first",
    measured: hashes[0] === hashes[1] ? 1 : 0,
    unit: "yes or no",
    asked: { least: 1 },
    note: `hash ${hashes[0]}`,
  });
}
