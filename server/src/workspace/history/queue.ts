/** What waits its turn, first come, first served: taking the first costs the same however much waits. */
export class Queue<T> {
  #items: T[] = [];
  #next = 0;

  get first(): T | undefined {
    return this.#items[this.#next];
  }

  add(item: T): void {
    this.#items.push(item);
  }

  take(): T | undefined {
    const item = this.#items[this.#next];
    if (this.#next < this.#items.length) this.#next++;
    if (this.#next * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#next);
      this.#next = 0;
    }
    return item;
  }
}
