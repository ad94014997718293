/** What a compared scanner is: how it is installed, how it is run, and what its report says. */
import type { Hit } from "./score.ts";

/** A program that scans a folder. */
export interface ScanCommand {
  readonly program: string;
  readonly args: readonly string[];
  /** The folder that is scanned; paths in the report are relative to it. */
  readonly cwd: string;
  /** Exit statuses that are no failure. */
  readonly accepted: readonly number[];
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the report goes to standard output, and not to the file that was named. */
  readonly prints: boolean;
}

export interface Scanner {
  readonly name: string;
  readonly version: string;
  /** Puts this version into the cache folder, unless it is there. */
  install(): void;
  /**
   * Scans a folder, offline, with the scanner's defaults, decoding on where it is an option.
   * @param report a file for what it finds; it may hold values
   */
  command(folder: string, report: string): ScanCommand;
  /** @param report what the command wrote over a folder that `writeRows` made */
  hits(report: string, folder: string): Hit[];
}
