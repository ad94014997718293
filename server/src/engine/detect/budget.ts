/** Bounds the work on one document, so that a hostile one costs seconds and not minutes; what was cut is said. */

/** Looks closer than at a hit's surroundings: so many are free, and one more for so much text, in UTF-16 code units. */
const FREE_LOOKS = 50_000;
const TEXT_A_LOOK = 16;
/** So many suspicions are judged. */
const MOST_SUSPICIONS = 100_000;

export class Budget {
  #looks: number;
  #suspicions = MOST_SUSPICIONS;
  /** Whether anything was left out for want of it. */
  isSpent = false;

  /** @param length of the document, in UTF-16 code units */
  constructor(length: number) {
    this.#looks = FREE_LOOKS + Math.ceil(length / TEXT_A_LOOK);
  }

  /** @returns whether one more closer look may be taken; it is then counted */
  look(): boolean {
    if (this.#looks-- > 0) return true;
    this.isSpent = true;
    return false;
  }

  /** The same for one more suspicion. */
  suspect(): boolean {
    if (this.#suspicions-- > 0) return true;
    this.isSpent = true;
    return false;
  }
}
