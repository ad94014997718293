/** Git's ids of objects, each kept once as bytes and known by a number: as texts those of a large history would not fit. */
import { GrowingNumbers } from "./growing.ts";

/** A word has so many hexadecimal digits. */
const DIGITS = 8;

export class ObjectIds {
  readonly #words = new GrowingNumbers();
  /** Numbers plus one, by the id's first word; 0 where there is none. */
  #slots = new Uint32Array(1 << 12);
  /** Words of an id: 5 for SHA-1, 8 for SHA-256. */
  #width = 0;
  #count = 0;

  get size(): number {
    return this.#count;
  }

  /** The number of an id, a new one where it is not known yet: they count from 0. @param id hexadecimal, all of one length */
  add(id: string): number {
    this.#width ||= id.length / DIGITS;
    const words = this.#wordsOf(id);
    const slot = this.#slotOf(words);
    const known = this.#slots[slot]!;
    if (known > 0) return known - 1;
    this.#words.push(...words);
    this.#slots[slot] = ++this.#count;
    if (this.#count * 2 > this.#slots.length) this.#spread();
    return this.#count - 1;
  }

  /** @returns undefined where the id is not known */
  numberOf(id: string): number | undefined {
    if (this.#width !== id.length / DIGITS) return undefined;
    const known = this.#slots[this.#slotOf(this.#wordsOf(id))]!;
    return known > 0 ? known - 1 : undefined;
  }

  idOf(number: number): string {
    let id = "";
    for (let at = 0; at < this.#width; at++)
      id += this.#words
        .at(number * this.#width + at)
        .toString(16)
        .padStart(DIGITS, "0");
    return id;
  }

  #wordsOf(id: string): number[] {
    const words: number[] = [];
    for (let at = 0; at < id.length; at += DIGITS) words.push(Number.parseInt(id.slice(at, at + DIGITS), 16));
    return words;
  }

  /** Where the id stands, or would: ids are evenly spread by their nature. */
  #slotOf(words: readonly number[]): number {
    const mask = this.#slots.length - 1;
    for (let slot = words[0]! & mask; ; slot = (slot + 1) & mask) {
      const known = this.#slots[slot]!;
      if (known === 0 || this.#isAt(known - 1, words)) return slot;
    }
  }

  #isAt(number: number, words: readonly number[]): boolean {
    const from = number * this.#width;
    return words.every((word, at) => this.#words.at(from + at) === word);
  }

  #spread(): void {
    const mask = this.#slots.length * 2 - 1;
    const slots = new Uint32Array(mask + 1);
    for (let number = 0; number < this.#count; number++) {
      let slot = this.#words.at(number * this.#width) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}
