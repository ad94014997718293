/** Reads what every commit did to which file: `git log` in its raw format, kept in columns. */
import type { CommitFacts } from "../../engine/inventory.ts";
import { fieldsOf } from "../git/fields.ts";
import type { Repository } from "../git/repository.ts";
import { GrowingNumbers } from "./growing.ts";
import { ObjectIds } from "./object-ids.ts";

/** No blob: the file was not there, or is none. */
export const NONE = 0xffffffff;

/** One commit's change of one file, in numbers. */
export interface FileEvent {
  readonly commit: number;
  readonly path: number;
  readonly after: number;
  /** Of the first two parents that the commit has; a merge is listed where it is like neither. */
  readonly before: readonly [number, number];
}

const WIDTH = 5;
const MARK = "\u0001";
/** Fields of a commit: id, name, address, time. */
const FIELDS = ["%H", "%aN", "%aE", "%at"];

const LOG = [
  ...["log", "--topo-order", "--raw", "-z", "--no-abbrev", "--no-renames", "-c", "--root", "--no-show-signature"],
  ...["--no-notes", "--no-color", "--no-textconv", "--no-ext-diff", "--no-relative", "--ignore-submodules=dirty"],
  `--format=%x01${FIELDS.join("%x00")}`,
];

export class HistoryLog {
  readonly blobs = new ObjectIds();
  readonly paths = new Names();
  readonly #commits = new ObjectIds();
  readonly #authors = new Names();
  /** Author and time of each commit. */
  readonly #facts = new GrowingNumbers();
  readonly #events = new GrowingNumbers();
  /** The path that each blob was given first. */
  readonly #named = new GrowingNumbers();

  /** @param revisions what to look at, as `git log` takes it; the newest commits come first */
  static async read(
    repository: Repository,
    revisions: readonly string[],
    progress: (commits: number) => void = () => {},
  ): Promise<HistoryLog> {
    const log = new HistoryLog();
    let pending: string[] = [];
    for await (const fields of fieldsOf(repository.run([...LOG, ...revisions, "--"]))) {
      pending = log.#take(pending.length > 0 ? [...pending, ...fields] : fields);
      progress(log.commitCount);
    }
    log.#take([...pending, "", "", "", "", ""]);
    return log;
  }

  get commitCount(): number {
    return this.#commits.size;
  }

  get eventCount(): number {
    return this.#events.length / WIDTH;
  }

  event(index: number): FileEvent {
    const at = index * WIDTH;
    const numbers = this.#events;
    return {
      commit: numbers.at(at),
      path: numbers.at(at + 1),
      after: numbers.at(at + 2),
      before: [numbers.at(at + 3), numbers.at(at + 4)],
    };
  }

  commit(number: number): CommitFacts {
    const date = new Date(this.#facts.at(number * 2 + 1) * 1000);
    return { commit: this.#commits.idOf(number), author: this.#nameOf(this.authorOf(number)), date: iso(date) };
  }

  /** A number for who wrote the commit: told by the address, for names are spelt in several ways. */
  authorOf(commit: number): number {
    return this.#facts.at(commit * 2);
  }

  /** What a blob was called when it came, relative to the root. */
  pathOf(blob: number): string | undefined {
    const path = this.#named.at(blob);
    return path === NONE ? undefined : this.paths.nameOf(path);
  }

  #nameOf(author: number): string {
    return this.#names.get(author) ?? "";
  }

  readonly #names = new Map<number, string>();

  /** @returns what is left: the fields of a commit or a change that is not there whole */
  #take(fields: readonly string[]): string[] {
    let at = 0;
    for (; at + FIELDS.length < fields.length; ) {
      const field = fields[at]!;
      if (field.startsWith(MARK)) {
        this.#addCommit(field.slice(1), fields[at + 1]!, fields[at + 2]!, Number(fields[at + 3]!));
        at += FIELDS.length;
      } else if (/^\n?:/.test(field)) {
        this.#addEvent(field.trimStart(), fields[at + 1]!);
        at += 2;
      } else at++;
    }
    return fields.slice(at);
  }

  #addCommit(id: string, name: string, address: string, time: number): void {
    this.#commits.add(id);
    const author = this.#authors.add(address.toLowerCase() || name);
    // The newest commit comes first: a person's name is the one that is used last.
    if (!this.#names.has(author)) this.#names.set(author, copied(name));
    this.#facts.push(author, Math.max(0, time));
  }

  #addEvent(head: string, path: string): void {
    const parents = head.lastIndexOf(":") + 1;
    const parts = head.slice(parents).split(" ");
    const modes = parts.slice(0, parents + 1);
    const ids = parts.slice(parents + 1, 2 * parents + 2);
    const sides = ids.map((id, at) => (modes[at]!.startsWith("100") ? this.#addBlob(id) : NONE));
    const after = sides.at(-1)!;
    const [first = NONE, second = NONE] = sides.slice(0, -1);
    if (after === NONE && first === NONE && second === NONE) return;
    const named = this.paths.add(path);
    if (after !== NONE) this.#named.set(after, named);
    for (const before of [first, second])
      if (before !== NONE && this.#named.at(before) === NONE) this.#named.set(before, named);
    this.#events.push(this.#commits.size - 1, named, after, first, second);
  }

  #addBlob(id: string): number {
    const blob = this.blobs.add(id);
    if (blob === this.#named.length) this.#named.push(NONE);
    return blob;
  }
}

/** Texts that are known by numbers, each kept once. */
class Names {
  readonly #numbers = new Map<string, number>();
  readonly #names: string[] = [];

  add(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const kept = copied(name);
    this.#numbers.set(kept, this.#names.length);
    return this.#names.push(kept) - 1;
  }

  nameOf(number: number): string {
    return this.#names[number]!;
  }
}

/** A part of a text keeps all of it in memory; a copy does not. */
const copied = (text: string): string => new TextDecoder().decode(new TextEncoder().encode(text));

const iso = (date: Date): string => date.toISOString().replace(".000Z", "Z");
