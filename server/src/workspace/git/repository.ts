/** A repository as git tells of it: a few questions, each one run of git. Every answer is of this moment. */
import { GitFailure, type GitProgram, type Host } from "../../host/host.ts";
import { type Blob, readBlobs } from "./blobs.ts";
import { fieldsOf, joined } from "./fields.ts";

export class Repository {
  /** Absolute: the work tree's root. */
  readonly root: string;
  readonly #git: GitProgram;

  private constructor(root: string, git: GitProgram) {
    this.root = root;
    this.#git = git;
  }

  /**
   * @param folder absolute
   * @throws GitFailure outside git, and where no program may be run
   */
  static async open(folder: string, { git, gitProgram }: Pick<Host, "git" | "gitProgram">): Promise<Repository> {
    const root = await git.root(folder);
    if (root === undefined) throw new GitFailure("this folder is not in a git repository");
    if (!gitProgram?.mayRun()) throw new GitFailure("git is not run on behalf of a folder that is not trusted");
    return new Repository(root, gitProgram);
  }

  /** What git writes, as it comes. */
  run(args: readonly string[], input?: AsyncIterable<string>): AsyncIterable<Uint8Array> {
    return this.#git.run(this.root, args, input);
  }

  /** What git writes, as one text without its last line break. */
  async text(args: readonly string[], input?: AsyncIterable<string>): Promise<string> {
    const parts: Uint8Array[] = [];
    for await (const part of this.run(args, input)) parts.push(part);
    return new TextDecoder().decode(joined(parts)).replace(/\n$/, "");
  }

  /** What git writes with `-z`. */
  async fields(args: readonly string[]): Promise<string[]> {
    const fields: string[] = [];
    for await (const some of fieldsOf(this.run(args))) fields.push(...some);
    return fields;
  }

  /** The id of the commit that a name stands for; undefined where there is none. */
  async commit(name: string): Promise<string | undefined> {
    // A name that looks like an option would be taken for one.
    if (name === "" || name.startsWith("-")) return undefined;
    return this.text(["rev-parse", "--verify", "--quiet", `${name}^{commit}`]).catch(() => undefined);
  }

  /** The commit from which two have come; undefined where they share none, or this clone does not hold it. */
  mergeBase(one: string, other: string): Promise<string | undefined> {
    return this.text(["merge-base", one, other]).catch(() => undefined);
  }

  /** The id of the tree that holds nothing: its kind of id is the repository's. */
  emptyTree(): Promise<string> {
    return this.text(["hash-object", "-t", "tree", "--stdin"]);
  }

  /** Whether commits are missing that this clone was not given. */
  async isShallow(): Promise<boolean> {
    return (await this.text(["rev-parse", "--is-shallow-repository"])) === "true";
  }

  /** Blobs in the order of their ids. @param largest larger ones are left out, in bytes */
  blobs(ids: Iterable<string> | AsyncIterable<string>, largest: number): AsyncGenerator<Blob> {
    return readBlobs(this.run(["cat-file", "--batch", "--buffer"], lines(ids)), largest);
  }
}

/** So many ids are handed over at once. */
const PORTION = 200;

async function* lines(ids: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  let portion: string[] = [];
  for await (const id of ids) {
    portion.push(`${id}\n`);
    if (portion.length < PORTION) continue;
    yield portion.join("");
    portion = [];
  }
  yield portion.join("");
}
