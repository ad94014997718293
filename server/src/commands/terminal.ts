/** What a command may use of the terminal it runs in; handed in by the door, so that commands can be tested. */
import type { Host } from "../host/host.ts";

export interface Terminal {
  readonly host: Host;
  /** Absolute. */
  readonly workingDirectory: string;
  readonly version: string;
  /** Tells this build of the program from every other; absent where that is not known. */
  readonly build?: string;
  /** Whether standard output shows colours. */
  readonly color: boolean;
  /** Whether a person watches standard error. */
  readonly interactive: boolean;
  /** Gives a promise where the reader is slower than the writer. */
  out(text: string): void | Promise<void>;
  err(text: string): void;
  /** All of standard input, as text. */
  input(): Promise<string>;
  /** One line that the person types. */
  answer(): Promise<string>;
  /** One line that is not shown while it is typed; where nobody watches, the first line of standard input, unasked. */
  hidden(question: string): Promise<string>;
  /** Runs a program with inherited streams and more variables in its environment; gives its exit status. */
  spawn(command: string, args: readonly string[], variables: Readonly<Record<string, string>>): Promise<number>;
}

/** Exit statuses of every command. */
export const exits = { clean: 0, findings: 1, failed: 2 } as const;

/** Ends a command with exit status 2; the message says what to do. */
export class CommandError extends Error {
  /** Each bundle has a class of its own: they know each other's errors by this name. */
  override readonly name = "CommandError";
}
