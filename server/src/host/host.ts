/** The port: what the product asks of the machine it runs on. Paths are the machine's own, absolute. */
import type { KeyedHashes } from "../engine/fingerprint.ts";

/** A file that a walk came upon. */
export interface WalkedFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** A file or folder that a walk left out, and why. */
export interface Unread {
  readonly path: string;
  readonly reason: string;
}

export interface WalkOptions {
  /**
   * More folders to leave out, by patterns in .gitignore syntax, relative to the folder that they are given for. Files are
   * left to the caller: something further in may take them back.
   */
  readonly ignore: readonly { readonly folder: string; readonly patterns: readonly string[] }[];
  /** Whether .gitignore files (and git's own exclude file) are honoured. */
  readonly honourIgnoreFiles: boolean;
}

export interface Files {
  /** The bytes of a file, or undefined where there is no such file; other failures throw. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Replaces the file whole or not at all; makes missing folders. */
  write(path: string, text: string): Promise<void>;
  /** Every file below a folder in a fixed order, links not followed, `.git` left out; a single file gives itself. */
  walk(root: string, options: WalkOptions): AsyncIterable<WalkedFile | Unread>;
}

/** What git tells: from its own files, without running it, save where said. */
export interface GitFacts {
  /** The work tree's root that holds the path, or undefined outside git. */
  root(path: string): Promise<string | undefined>;
  /** Whether git tracks the file; undefined outside git. */
  tracked(path: string): Promise<boolean | undefined>;
  /** Whether the file is left out by .gitignore; undefined outside git. */
  ignored(path: string): Promise<boolean | undefined>;
  /** The first commit's id, or undefined outside git, in shallow clones (they don't hold it) and where no program may run: this one asks git. */
  rootCommit(path: string): Promise<string | undefined>;
}

export interface Host {
  readonly files: Files;
  readonly git: GitFacts;
  readonly hashes: KeyedHashes;
  /** Bytes from the system's generator. */
  random(length: number): Uint8Array;
}
