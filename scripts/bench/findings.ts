/** Whether two scans found the same. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Finding } from "../compare/tokenward.ts";

export interface Report {
  readonly findings: readonly Finding[];
  readonly skipped: readonly { readonly path: string }[];
  readonly stats: { readonly files: number; readonly bytes: number };
}

/** @param file what `scan --format json` wrote */
export const readReport = (file: string): Report => JSON.parse(readFileSync(file, "utf8")) as Report;

/** The same for the same findings in any order, and it tells no value. Fingerprints are left out: their key may be the run's own. */
export function findingsHash({ findings }: Pick<Report, "findings">): string {
  const lines = findings.map(({ path, ruleId, confidence, range }) =>
    JSON.stringify([path, ruleId, confidence, range]),
  );
  return createHash("sha256").update(lines.sort().join("\n")).digest("hex").slice(0, 16);
}
