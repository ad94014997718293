/** The port: what the product asks of the machine it runs on. Paths are the machine's own, absolute. */
import type { KeyedHashes } from "../engine/fingerprint.ts";

/** What tells one state of a file from another without reading it. */
export interface FileStamp {
  /** In bytes. */
  readonly size: number;
  /** When its content changed, and when it or what the system notes of it did, in nanoseconds since 1970. */
  readonly modified: bigint;
  readonly changed: bigint;
  readonly inode: bigint;
}

/** A file that a walk came upon. */
export interface WalkedFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Absent where the machine tells none. */
  readonly stamp?: FileStamp;
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
  /** Told of each folder that is listed, and of all that lies in it, before what lies in it is come upon. */
  readonly listed?: (folder: string, entries: readonly { readonly name: string }[]) => void;
}

/**
 * The bytes of a file, read at once into a buffer that the reader's next call uses again; undefined where there is no such
 * file, other failures throw.
 */
export type FileReader = (path: string) => Uint8Array | undefined;

export interface Files {
  /** The bytes of a file, or undefined where there is no such file; other failures throw. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Makes a reader with a buffer of its own, for the many files of a scan. */
  reader(): FileReader;
  /** Replaces the file whole or not at all; makes missing folders. */
  write(path: string, text: string): Promise<void>;
  /** The file at a path as a walk comes upon it: a link is not followed, and a folder is no file; undefined where there is nothing. */
  look(path: string): Promise<WalkedFile | Unread | undefined>;
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

/**
 * Git as a program: plumbing only, with nothing that the repository configures run, nothing fetched, nothing locked or written.
 * It is the one program that is run on behalf of a folder.
 */
export interface GitProgram {
  /** Whether programs may be run in the folder at this time. */
  mayRun(): boolean;
  /**
   * Runs git in a folder and gives what it writes as it comes; who stops listening ends it.
   * @param input what it reads, taken as fast as it reads
   * @throws GitFailure where it may not be run, is not there, or says that it failed
   */
  run(folder: string, args: readonly string[], input?: AsyncIterable<string>): AsyncIterable<Uint8Array>;
}

/** Git could not tell what it was asked; the message says why, in words. */
export class GitFailure extends Error {
  override readonly name = "GitFailure";
}

/** By its name: what is loaded when it is needed may have a class of its own. */
export const isGitFailure = (error: unknown): error is GitFailure =>
  error instanceof Error && error.name === "GitFailure";

/** What a thread was at when it was last heard of; told without asking it, so that one that is stuck or dead tells it too. */
export interface Noted {
  /** The number that it last noted; NOTHING at first. */
  readonly number: number;
  /** How often it has noted anything. */
  readonly beat: number;
}

export const NOTHING = -1;

/** A thread as the one sees it that started it. */
export interface Thread {
  post(message: unknown): void;
  noted(): Noted;
  /** Asks it to end, and kills it after so many milliseconds. */
  end(patience: number): void;
}

export interface ThreadEvents {
  onMessage(message: unknown): void;
  /** The thread is gone, of itself or killed; the last event. The reason names the kind of failure and nothing else. */
  onEnd(reason: string): void;
}

/** Threads of the program that entered them. Messages are plain data; they are copied from thread to thread, and lie nowhere else. */
export interface Threads {
  /** How many run side by side on this machine. */
  readonly available: number;
  /** @param setup what the thread is told before its first message */
  start(setup: unknown, events: ThreadEvents): Thread;
}

/** A thread as it sees itself. */
export interface OwnThread {
  readonly setup: unknown;
  /** Whether it was asked to end: then it stops working and waits. */
  ending(): boolean;
  /** Leaves word of what it is at, for the case that it never says anything again. */
  note(number: number): void;
  reply(message: unknown): void;
  listen(onMessage: (message: unknown) => void): void;
}

/** The user's own folder for what may be lost at any time; nothing in it is anybody else's to read. */
export interface CacheFolder {
  /** What was written under a name, whole; else why it cannot be used; undefined where there is nothing. */
  read(name: string): Promise<{ readonly bytes: Uint8Array } | { readonly reason: string } | undefined>;
  /** Replaces it whole or not at all, also while others read or write it. @returns why it could not, if so */
  write(name: string, bytes: Uint8Array): Promise<string | undefined>;
  /** Keyed hash of a file's content, 16 bytes. */
  hash(key: Uint8Array, content: Uint8Array): Uint8Array;
  random(length: number): Uint8Array;
}

/** A program to be run without a shell. */
export interface ProgramCall {
  readonly program: string;
  /** Anybody on the machine may read them: they hold no value. */
  readonly args: readonly string[];
  /** Where it runs, absolute. */
  readonly folder: string;
  /** What it reads from standard input; without it there is nothing to read. */
  readonly input?: string;
  /** The program opens its standard input by name, which takes a pipe that has one. */
  readonly opensInput?: boolean;
  /** More variables of its environment; they hold no value either. */
  readonly variables?: Readonly<Record<string, string>>;
  /** In milliseconds; then it is ended. */
  readonly patience: number;
}

/** Why something outside this program gave no answer. */
export type Silence = "untrusted" | "missing" | "slow" | "unsafe" | "unreachable" | "unsupported";

export interface ProgramEnd {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A request to a server, which may hold a value: it goes out over TLS, or to this machine, and nowhere else. */
export interface WebCall {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** In milliseconds. */
  readonly patience: number;
}

export interface WebAnswer {
  readonly status: number;
  readonly body: string;
}

/** What lies outside this program. Where the folder is not trusted, everything is answered with "untrusted", unasked. */
export interface Outside {
  run(call: ProgramCall): Promise<ProgramEnd | { readonly silence: Silence }>;
  ask(call: WebCall): Promise<WebAnswer | { readonly silence: Silence }>;
  /** Whether programs can open their standard input by name (`ProgramCall.opensInput`). */
  readonly opensInput: boolean;
  /** A variable of this program's own environment. */
  variable(name: string): string | undefined;
  /** The user's own folder, absolute. */
  readonly home: string;
}

/** The user's own folder for notes that must outlast this program, until it is done with them. */
export interface Notes {
  /** This process, for notes that say who wrote them. */
  readonly owner: number;
  /** Whether that process still runs. */
  isAlive(owner: number): boolean;
  /** The names of all notes there are. */
  names(): Promise<readonly string[]>;
  /** Undefined where there is no such note. */
  read(name: string): Promise<string | undefined>;
  /** On the disk, whole, when it is done; failures throw. */
  write(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/** Who works here. */
export interface Identity {
  /** As git's configuration says: "Ada <ada@example.org>"; absent where it says nothing, and where git may not be asked. */
  readonly author?: string;
  /** As the system says: "ada@machine". */
  readonly user: string;
}

/** Files that several processes write, of which none may lose a line. */
export interface Records {
  /**
   * Does the work while no other process does any in the same folder, which is made if it is missing.
   * @throws Error where others were at work for too long
   */
  exclusively<T>(folder: string, work: () => Promise<T>): Promise<T>;
  /** Replaces a file whole or not at all; on the disk when it returns. */
  replace(path: string, text: string): Promise<void>;
  /** Adds to the end of a file; on the disk when it returns. */
  append(path: string, text: string): Promise<void>;
  /** Takes a file away, if it is there. */
  remove(path: string): Promise<void>;
  /** The names of the files in a folder, sorted; none where there is no folder. */
  list(folder: string): Promise<readonly string[]>;
  /** SHA-256 of a text as UTF-8, 64 hexadecimal digits. */
  hash(text: string): string;
  /** @param folder where git's configuration is asked for */
  identity(folder: string): Promise<Identity>;
}

export interface Host {
  readonly files: Files;
  readonly git: GitFacts;
  /** Absent where there is none to run. */
  readonly gitProgram?: GitProgram;
  readonly hashes: KeyedHashes;
  /** Absent where the machine has none. */
  readonly cache?: CacheFolder;
  /** Absent where there are none. */
  readonly threads?: Threads;
  /** Gets what lies at an address, of a megabyte at most; absent where there is no network. Fails as errors without what was read. */
  readonly fetch?: (url: string) => Promise<Uint8Array>;
  /** Absent where there is nothing but the editor. */
  readonly outside?: Outside;
  readonly notes?: Notes;
  /** Absent where nothing can be kept. */
  readonly records?: Records;
  /** Bytes from the system's generator. */
  random(length: number): Uint8Array;
}
