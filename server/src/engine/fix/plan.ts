/** What the fix answers: the edits that move a token's value into a store, or why there are none. */
import type { Span } from "../document.ts";
import type { FixDisposition } from "../finding.ts";
import type { Secret } from "../secret.ts";
import type { TextEdit } from "./edit.ts";

/** What happens to one file. */
export interface FileChange {
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
  /** The file does not exist yet; its one edit is an insertion at 0. */
  readonly create: boolean;
  /** In the order of their places; they do not overlap. */
  readonly edits: readonly TextEdit[];
  /** What the change does, for a preview; never holds the value. */
  readonly description: string;
  /** Somebody should look at it before it is applied. */
  readonly needsConfirmation: boolean;
}

/** Who hands the values of the store to the program, and what to do where nobody does. */
export interface Advice {
  /** Id of the loader (rules/references.yml) that was detected; "none" where nothing loads the store. */
  readonly loader: string;
  /** It is certain that the value is loaded before it is read. */
  readonly sure: boolean;
  /** A sentence or two for the user. */
  readonly text: string;
  /** A loader that a second plan (`withLoader`) adds to the code; only where none was detected. */
  readonly add?: { readonly loader: string; readonly title: string };
  /** A command line that runs the program with the values; only where no loader was detected. */
  readonly command?: string;
}

/** An occurrence of the value that stays where it is. */
export interface Left {
  readonly span: Span;
  readonly reason: string;
}

export interface MoveEdits {
  readonly kind: "edits";
  /** The environment variable's name. */
  readonly name: string;
  /** What goes into the store, as the program reads it. */
  readonly value: Secret;
  /** "Move to .env as GITHUB_TOKEN". */
  readonly title: string;
  /** `safe` only where the edit keeps the meaning, a loader is surely at work and no occurrence is left. */
  readonly disposition: Exclude<FixDisposition, "none">;
  /** Why it is to be reviewed, in sentences; empty where it is safe. */
  readonly review: readonly string[];
  /** The store first, the code after it: where they are written one by one, nothing is lost in between. */
  readonly changes: readonly FileChange[];
  /** Occurrences of the same value in the document that no reference can replace. */
  readonly left: readonly Left[];
  readonly advice: Advice;
}

export interface MoveRefused {
  readonly kind: "refused";
  /** A sentence for the user; never holds the value. */
  readonly reason: string;
}

export type MovePlan = MoveEdits | MoveRefused;

export const refused = (reason: string): MoveRefused => ({ kind: "refused", reason });
