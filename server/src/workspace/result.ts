/** What a scan says of each file below its roots. */
import type { ReportedFinding } from "../engine/inventory.ts";
import type { Outcome } from "./file-scanner.ts";
import type { Planned, PlannedFile } from "./plan.ts";

export type FileResult =
  | {
      readonly path: string;
      /** In the order of their place. */
      readonly found: readonly ReportedFinding[];
      readonly bytes: number;
      /** Some of the file was left out, as it held too many places to look at. */
      readonly incomplete?: true;
      /** Why handling rules did not look at the file, where they should have. */
      readonly unread?: string;
    }
  | { readonly path: string; readonly reason: string };

export function resultOf({ name, size }: PlannedFile, outcome: Outcome): FileResult {
  if ("reason" in outcome) return { path: name, reason: outcome.reason };
  const { found, incomplete, unread } = outcome;
  return {
    path: name,
    found,
    bytes: size,
    ...(incomplete && { incomplete }),
    ...(unread !== undefined && { unread }),
  };
}

/** Whether the file must be scanned before there is a result. */
export const isToScan = (planned: Planned): planned is PlannedFile => "path" in planned;

export const resultWithoutScan = (planned: Exclude<Planned, PlannedFile>): FileResult =>
  "reason" in planned
    ? { path: planned.name, reason: planned.reason }
    : { path: planned.name, found: planned.found, bytes: planned.size };
