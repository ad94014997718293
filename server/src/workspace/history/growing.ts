/** Numbers of 32 bits in a list that grows: a history has millions, and as a list of objects they would not fit. */
export class GrowingNumbers {
  #numbers = new Uint32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(...numbers: readonly number[]): void {
    for (const number of numbers) {
      if (this.#length === this.#numbers.length) {
        const larger = new Uint32Array(this.#numbers.length * 2);
        larger.set(this.#numbers);
        this.#numbers = larger;
      }
      this.#numbers[this.#length++] = number;
    }
  }

  at(index: number): number {
    return this.#numbers[index]!;
  }

  set(index: number, number: number): void {
    this.#numbers[index] = number;
  }
}
