/** What every format shows: the findings of one scan, what was not read, and how much was. */

import type { Finding, HandlingFinding } from "../engine/finding.ts";
import type { FingerprintScope } from "../engine/fingerprint.ts";
import type { Rule } from "../engine/handling-rule.ts";

export interface ReportedToken {
  readonly finding: Finding;
  readonly fingerprint: string;
}

/** Findings of handling rules have no value to tell equal ones by. */
export type ReportedFinding = ReportedToken | { readonly finding: HandlingFinding; readonly fingerprint?: never };

export interface Report {
  readonly version: string;
  readonly findings: readonly ReportedFinding[];
  readonly fingerprintScope: FingerprintScope;
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly stats: { readonly files: number; readonly bytes: number; readonly milliseconds: number };
  /** The rules that the findings are of. */
  rule(id: string): Rule | undefined;
}

/** Writes a report in one format, whole, with a final line break where it has content. */
export type Format = (report: Report) => string;
