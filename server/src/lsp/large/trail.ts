/** The latest edits of one open document, for those who know it as it was some versions ago. */
import type { Edit } from "./edit.ts";

/** More edits than this are not remembered: whoever is so late looks at the whole. */
const MOST = 1000;

export class Trail {
  #edits: Edit[] = [];
  /** The version before the first edit that is remembered. */
  #from: number;

  constructor(version: number) {
    this.#from = version;
  }

  add(edit: Edit): void {
    this.#edits.push(edit);
    if (this.#edits.length <= MOST) return;
    this.#from = this.#edits[MOST >> 1]!.version;
    this.#edits = this.#edits.filter(({ version }) => version > this.#from);
  }

  /** @returns undefined where the edits since then are not all remembered */
  since(version: number): readonly Edit[] | undefined {
    return version < this.#from ? undefined : this.#edits.filter((edit) => edit.version > version);
  }
}
