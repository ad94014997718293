/** What goes to the thread that scans whole documents, and comes back: plain data, kept nowhere else. */
import type { SourceDocument } from "../../engine/document.ts";
import type { ShownFinding } from "../../engine/finding.ts";

export interface Job {
  readonly number: number;
  readonly document: SourceDocument;
  /** What has expired by then is left out. */
  readonly now: Date;
}

export interface Reply {
  readonly number: number;
  /** Absent where the job has only been begun. */
  readonly findings?: readonly Found[];
}

/** A finding without its value. */
export interface Found {
  readonly shown: ShownFinding;
  /** Whether the value stands in the text as it is; other values are looked for once more, and never sent. */
  readonly verbatim: boolean;
}

/** What such a thread is told when it starts. */
export const setup = { task: "documents" } as const;

export const isSetup = (value: unknown): boolean => (value as Partial<typeof setup> | undefined)?.task === setup.task;
