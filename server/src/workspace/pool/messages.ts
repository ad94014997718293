/** What goes to a scanning thread and comes back: plain data, copied from thread to thread and kept nowhere else. */
import type { Outcome, ScannerSetup } from "../file-scanner.ts";
import type { PlannedFile } from "../plan.ts";

export interface ThreadSetup extends ScannerSetup {
  /** Whether findings say whether they can be fixed. */
  readonly fixes: boolean;
  /** Whether handling rules look too. */
  readonly handling: boolean;
}

/** A file with its place in the walk's order. */
export interface Task {
  readonly number: number;
  readonly file: PlannedFile;
}

export type Batch = readonly Task[];

/** Outcomes of a batch, in its order. */
export type Reply = readonly Outcome[];
