/** Many spans, to be asked which of them share a code unit with another one. */
import { overlaps, type Span } from "./document.ts";

export class SpanIndex<T extends { readonly span: Span }> {
  /** Sorted by their beginning. */
  readonly #items: readonly T[];
  readonly #longest: number;

  constructor(items: readonly T[]) {
    this.#items = items.toSorted((a, b) => a.span.start - b.span.start);
    this.#longest = items.reduce((most, { span }) => Math.max(most, span.end - span.start), 0);
  }

  /** In the order of their beginning, in the time of a binary search and of the spans round the place. */
  over(span: Span): T[] {
    const found: T[] = [];
    for (let at = this.#firstFrom(span.start - this.#longest); at < this.#items.length; at++) {
      const item = this.#items[at]!;
      if (item.span.start >= span.end) break;
      if (overlaps(item.span, span)) found.push(item);
    }
    return found;
  }

  #firstFrom(start: number): number {
    let [low, high] = [0, this.#items.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#items[middle]!.span.start < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
