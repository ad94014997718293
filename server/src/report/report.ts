/** What every format shows: the findings of one scan, what was not read, and how much was. */
import type { FingerprintScope } from "../engine/fingerprint.ts";
import type { Rule } from "../engine/handling-rule.ts";
import type { ReportedFinding } from "../engine/inventory.ts";

/** What is known before the first finding. */
export interface ReportHead {
  readonly version: string;
  readonly fingerprintScope: FingerprintScope;
  readonly started: Date;
  /** Of what is scanned, where the surroundings tell. */
  readonly commit?: string;
  /** The rules that the findings are of. */
  rule(id: string): Rule | undefined;
}

/** What is known after the last one. */
export interface ReportTail {
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  /** Which share of the work it was, from 1; shards of one state have equal plans. */
  readonly shard?: { readonly index: number; readonly count: number; readonly plan: string };
  /** What became of a baseline, where there is one. */
  readonly baseline?: {
    /** How many findings it has. */
    readonly known: number;
    /** Its entries that match nothing any more. */
    readonly unmatched: readonly { readonly path: string; readonly ruleId: string }[];
  };
  readonly stats: { readonly files: number; readonly bytes: number; readonly milliseconds: number };
}

/** Writes a report while the scan goes on: each call gives the next piece of it. */
interface ReportWriter {
  /** @param found the findings of one file; never empty */
  file(found: readonly ReportedFinding[]): string;
  /** With a final line break where the report has content. */
  end(tail: ReportTail): string;
}

export type Format = (head: ReportHead) => ReportWriter;
