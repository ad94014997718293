/** The nouns of variables: a name that programs read, and the places where it stands. A value is in none of them. */
import type { Range, Span } from "../document.ts";

/** What a place does with the name: takes its value, gives it one, lists it without, or says it for a value that comes from elsewhere. */
export type Role = "read" | "set" | "listed" | "declared";

/** One place of a name in a text. */
export interface VariablePlace {
  /** The whole name: `TF_VAR_token` where `var.token` stands. */
  readonly name: string;
  /** Of the name as it is written there. */
  readonly span: Span;
  readonly range: Range;
  readonly role: Role;
  /** What stands before the written name to make it whole; absent where it is written whole. */
  readonly prefix?: string;
  /** The name is that of a local binding as well: `const { NAME } = process.env`. */
  readonly short?: true;
  /** It is set to nothing. */
  readonly empty?: true;
  /** The program does without: it has a default, or only asks. */
  readonly optional?: true;
  /** The workspace has to provide for it. */
  readonly sure?: true;
  /** Who keeps its value, outside the workspace. */
  readonly keeper?: string;
}

/** What is known of one file. */
export interface FileVariables {
  /** In the order of their places. */
  readonly places: readonly VariablePlace[];
  /** The file reads variables by names that no pattern tells. */
  readonly unseen: boolean;
}
