/** What a scan says of each file below its roots. */
import type { FingerprintedFinding } from "../engine/inventory.ts";
import type { Outcome } from "./file-scanner.ts";
import type { Planned, PlannedFile } from "./plan.ts";

export type FileResult =
  | {
      readonly path: string;
      readonly found: readonly FingerprintedFinding[];
      readonly bytes: number;
      /** Some of the file was left out, as it held too many places to look at. */
      readonly incomplete?: true;
    }
  | { readonly path: string; readonly reason: string };

export function resultOf({ name, size }: PlannedFile, outcome: Outcome): FileResult {
  if ("reason" in outcome) return { path: name, reason: outcome.reason };
  const { found, incomplete } = outcome;
  return { path: name, found, bytes: size, ...(incomplete && { incomplete }) };
}

/** Whether the file must be scanned before there is a result. */
export const isToScan = (planned: Planned): planned is PlannedFile => "path" in planned;

export const resultWithoutScan = (planned: Exclude<Planned, PlannedFile>): FileResult =>
  "reason" in planned
    ? { path: planned.name, reason: planned.reason }
    : { path: planned.name, found: planned.found, bytes: planned.size };
