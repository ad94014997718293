/**
 * Measures Tokenward beside other scanners on the same labelled rows, into the table of README.md (`npm run compare`).
 *
 *   npm run -s compare -- --corpus FILE [--only NAME,...]      FILE as scripts/compare/README.md describes it
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeMarked } from "../marked.ts";
import { corpusArgument } from "./corpus-argument.ts";
import { beNice } from "./process.ts";
import { type Row, readRows, writeRows } from "./rows.ts";
import type { Scanner } from "./scanner.ts";
import { scanners, scanRows } from "./scanners.ts";
import { score } from "./score.ts";
import { comparisonTable, type Measured } from "./table.ts";

beNice();
const rows = readRows(corpusArgument());
const chosen = chosenScanners();
for (const scanner of chosen) scanner.install();
const table = comparisonTable(measure(rows));
console.log(table);
const date = new Date().toISOString().slice(0, 10);
const page = join(import.meta.dirname, "../../README.md");
writeMarked(page, "comparison", `${table}\n\nMeasured on ${date} over ${rows.length} rows, Node ${process.version}.`);

/** @throws Error where a name is no scanner's */
function chosenScanners(): readonly Scanner[] {
  const at = process.argv.indexOf("--only");
  if (at < 0) return scanners;
  const names = process.argv[at + 1]?.split(",") ?? [];
  const unknown = names.find((name) => !scanners.some((scanner) => scanner.name === name));
  if (unknown !== undefined) throw new Error(`no scanner is named "${unknown}"`);
  return scanners.filter(({ name }) => names.includes(name));
}

function measure(rows: readonly Row[]): Measured[] {
  const folder = mkdtempSync(join(tmpdir(), "rows-"));
  try {
    writeRows(rows, folder);
    return chosen.map((scanner) => {
      const { name, version } = scanner;
      const { hits, seconds } = scanRows(scanner, folder);
      console.error(`${name} ${version}: ${hits.length} findings`);
      return { name, version, seconds, score: score(rows, hits) };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
