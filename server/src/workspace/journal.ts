/** The journal of moves: notes, without values, by which the next start finishes or tells what a crash interrupted. */
import type { Notes } from "../host/host.ts";

export interface JournalPut {
  /** The package's folder, relative to the base, with `/` behind it; "" for the base itself. */
  readonly folder: string;
  readonly provider: string;
  readonly name: string;
  /** The files that held the value, relative to the base. */
  readonly files: readonly string[];
}

export interface JournalEntry {
  readonly version: 1;
  /** The workspace folder, absolute. */
  readonly base: string;
  /** `putting`: the code is as it was. `editing`: the values are in the store, and the code may have been changed. */
  readonly phase: "putting" | "editing";
  /** What was put, or was about to be, under names that held nothing. */
  readonly puts: readonly JournalPut[];
  /** Of the process that does it. */
  readonly owner: number;
}

/** Keeps one entry up to date while its move is under way. */
export class Journal {
  readonly #notes: Notes;
  readonly #name: string;
  #entry: JournalEntry;

  private constructor(notes: Notes, name: string, entry: JournalEntry) {
    this.#notes = notes;
    this.#name = name;
    this.#entry = entry;
  }

  /** @param random names the entry */
  static async begin(notes: Notes, base: string, random: Uint8Array): Promise<Journal> {
    const id = Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
    const entry: JournalEntry = { version: 1, base, phase: "putting", puts: [], owner: notes.owner };
    const journal = new Journal(notes, `move-${id}`, entry);
    await journal.#write(entry);
    return journal;
  }

  /** To be called before the put. */
  noteFresh(put: JournalPut): Promise<void> {
    return this.#write({ ...this.#entry, puts: [...this.#entry.puts, put] });
  }

  /** To be called before the first edit. */
  noteEditing(): Promise<void> {
    return this.#write({ ...this.#entry, phase: "editing" });
  }

  end(): Promise<void> {
    return this.#notes.remove(this.#name);
  }

  async #write(entry: JournalEntry): Promise<void> {
    this.#entry = entry;
    await this.#notes.write(this.#name, JSON.stringify(entry));
  }
}

/** The entries that nobody is at work on any more. Notes that are none are left alone. */
export async function interrupted(
  notes: Notes,
  base: string,
): Promise<readonly { readonly name: string; readonly entry: JournalEntry }[]> {
  const names = (await notes.names()).filter((name) => name.startsWith("move-"));
  const entries = await Promise.all(names.map(async (name) => ({ name, entry: entryOf(await notes.read(name)) })));
  return entries.flatMap(({ name, entry }) =>
    entry?.base === base && !notes.isAlive(entry.owner) ? [{ name, entry }] : [],
  );
}

function entryOf(text: string | undefined): JournalEntry | undefined {
  try {
    const entry = JSON.parse(text ?? "") as Partial<JournalEntry>;
    return entry.version === 1 && Array.isArray(entry.puts) ? (entry as JournalEntry) : undefined;
  } catch {
    return undefined;
  }
}
