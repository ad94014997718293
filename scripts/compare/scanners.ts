/** The scanners that are compared, each at a pinned version. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram } from "./process.ts";
import type { Scanner } from "./scanner.ts";
import { betterleaks } from "./scanners/betterleaks.ts";
import { detectSecrets } from "./scanners/detect-secrets.ts";
import { gitleaks } from "./scanners/gitleaks.ts";
import { secretlint } from "./scanners/secretlint.ts";
import { tokenward } from "./scanners/tokenward.ts";
import { trufflehog } from "./scanners/trufflehog.ts";
import type { Hit } from "./score.ts";

/** All but our own. */
export const otherScanners: readonly Scanner[] = [
  betterleaks("2.0.0-rc.4", "2.0.0"),
  gitleaks("8.30.1"),
  trufflehog("3.97.1", "0.1.1"),
  detectSecrets("1.5.0"),
  secretlint("12.0.0"),
];

export const scanners: readonly Scanner[] = [tokenward, ...otherScanners];

interface ScannedRows {
  readonly hits: readonly Hit[];
  readonly seconds: number;
}

/** Scans a folder that `writeRows` made. */
export function scanRows(scanner: Scanner, folder: string): ScannedRows {
  const report = join(tmpdir(), `${scanner.name}-${process.pid}.json`);
  const { program, args, cwd, accepted, env, prints } = scanner.command(folder, report);
  try {
    const { output, seconds } = runProgram(program, args, { cwd, env: { ...process.env, ...env } }, accepted);
    if (prints) writeFileSync(report, output);
    return { seconds, hits: scanner.hits(readFileSync(report, "utf8"), folder) };
  } finally {
    rmSync(report, { force: true });
  }
}
