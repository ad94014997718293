/**
 * Measures how often each confidence is right on real code, into docs/calibration.md (`npm run calibrate`).
 *
 *   npm run -s calibrate -- --corpus FILE      FILE as scripts/compare/README.md describes it
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { version } from "../package.json" with { type: "json" };
import { type Band, bandsOf, type Sure } from "./compare/bands.ts";
import { corpusArgument } from "./compare/corpus-argument.ts";
import { beNice } from "./compare/process.ts";
import { type Row, readRows, rowIdOf, writeRows } from "./compare/rows.ts";
import { isRealCode } from "./compare/score.ts";
import { markdownTable, percent } from "./compare/table.ts";
import { coveredText, scanWithTokenward } from "./compare/tokenward.ts";
import { writeMarked } from "./marked.ts";

beNice();
const rows = readRows(corpusArgument()).filter(isRealCode);
const table = calibrationTable(bandsOf(rows, scanRows(rows)));
const date = new Date().toISOString().slice(0, 10);
const page = join(import.meta.dirname, "../docs/calibration.md");
writeMarked(page, "calibration", `${table}\n\nMeasured on ${date} with Tokenward ${version} over ${rows.length} rows.`);
console.log(table);

function scanRows(rows: readonly Row[]): Sure[] {
  const folder = mkdtempSync(join(tmpdir(), "rows-"));
  try {
    writeRows(rows, folder);
    return scanWithTokenward(folder, "low")
      .findings.filter((finding) => finding.kind === "token")
      .map((token) => ({ row: rowIdOf(token.path), value: coveredText(folder, token), confidence: token.confidence }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function calibrationTable(bands: readonly Band[]): string {
  return markdownTable(
    ["confidence, that band alone", "right", "wrong", "of 100 findings right"],
    bands.map(({ confidence, right, wrong }) => [
      confidence,
      String(right),
      String(wrong),
      percent(right + wrong === 0 ? undefined : right / (right + wrong)),
    ]),
  );
}
