/** Notes in memory, for tests of what outlasts a process. */
import type { Notes } from "../../server/src/host/host.ts";

export class MemoryNotes implements Notes {
  readonly texts = new Map<string, string>();
  readonly owner: number;
  readonly alive = new Set<number>();
  /** The call of `write` that fails, counted from 1. */
  failAt = 0;
  #writes = 0;

  constructor(owner = 1) {
    this.owner = owner;
  }

  isAlive(owner: number): boolean {
    return this.alive.has(owner);
  }

  async names(): Promise<readonly string[]> {
    return [...this.texts.keys()];
  }

  async read(name: string): Promise<string | undefined> {
    return this.texts.get(name);
  }

  async write(name: string, text: string): Promise<void> {
    if (++this.#writes === this.failAt) throw new Error("the disk is full");
    this.texts.set(name, text);
  }

  async remove(name: string): Promise<void> {
    this.texts.delete(name);
  }
}
