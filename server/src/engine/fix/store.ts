/** The port of a store that is a file beside the code: how its text is read and written. providers/dotenv.ts fills it. */
import type { Secret } from "../secret.ts";
import type { TextEdit } from "./edit.ts";

/** A store that no edit reaches: whoever applies the plan puts the value there first. */
export interface Elsewhere {
  /** "HashiCorp Vault / OpenBao" */
  readonly title: string;
  /** What it holds for the project by now, by name. */
  readonly values: ReadonlyMap<string, Secret>;
}

export interface FileStore {
  /** The file's name: ".env". */
  readonly file: string;
  /** Names under which projects keep the list of variables without values; the first is the one that is made. */
  readonly examples: readonly string[];
  /** Values by name; the last of several wins. */
  read(text: string): ReadonlyMap<string, string>;
  /**
   * The edit after which every reader of the file has `value` under `name`, and reads the rest as before.
   * @returns undefined where it is so already; a reason, without the value, where no form of a line is read alike
   */
  set(text: string, name: string, value: string): TextEdit | string | undefined;
  /** The edit that makes `name` known without a value; undefined where it is known. */
  mention(text: string, name: string): TextEdit | undefined;
}
