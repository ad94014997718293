/** Finds all of many literals in one pass, ASCII letters compared without case: Aho and Corasick's automaton (1975) as a dense table over byte classes. */

/** Called for each literal found: its index, and the offset of its first code unit. Literals come in the order in which they end. */
export type Visit = (literal: number, start: number) => void;

/** Code units that no literal holds share class 0. */
interface Classes {
  readonly ofUnit: Uint8Array;
  readonly count: number;
}

export class Automaton {
  readonly #classes: Classes;
  /** Row per state, column per class; holds the next state times the row's width, so that a step is one addition and one read. */
  readonly #next: Uint32Array;
  /** Literals that end in a state (indexed by state), or undefined for nearly all. */
  readonly #found: readonly (readonly number[] | undefined)[];
  readonly #hasFound: Uint8Array;
  readonly #lengths: Uint16Array;
  readonly #shift: number;

  /** @param literals ASCII, in lower case, none empty */
  constructor(literals: readonly string[]) {
    this.#classes = classify(literals);
    this.#shift = Math.ceil(Math.log2(this.#classes.count));
    this.#lengths = Uint16Array.from(literals, (literal) => literal.length);
    const trie = buildTrie(literals, this.#classes);
    const { next, found } = determinise(trie, this.#classes.count, this.#shift);
    this.#next = next;
    this.#found = found;
    this.#hasFound = Uint8Array.from(found, (list) => (list ? 1 : 0));
  }

  /** Visits every occurrence of every literal in a text. */
  search(text: string, visit: Visit): void {
    const next = this.#next;
    const ofUnit = this.#classes.ofUnit;
    const hasFound = this.#hasFound;
    const shift = this.#shift;
    let row = 0;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      row = next[row + (unit < 128 ? ofUnit[unit]! : 0)]!;
      if (hasFound[row >> shift]) this.#report(row >> shift, at + 1, visit);
    }
  }

  #report(state: number, end: number, visit: Visit): void {
    for (const literal of this.#found[state]!) visit(literal, end - this.#lengths[literal]!);
  }
}

function classify(literals: readonly string[]): Classes {
  const ofUnit = new Uint8Array(128);
  let count = 1;
  for (const literal of literals) {
    for (let at = 0; at < literal.length; at++) {
      const unit = literal.charCodeAt(at);
      if (ofUnit[unit] !== 0) continue;
      ofUnit[unit] = count;
      if (unit >= 97 && unit <= 122) ofUnit[unit - 32] = count;
      count++;
    }
  }
  return { ofUnit, count };
}

interface TrieState {
  readonly children: Map<number, number>;
  readonly found: number[];
}

function buildTrie(literals: readonly string[], classes: Classes): TrieState[] {
  const states: TrieState[] = [{ children: new Map(), found: [] }];
  literals.forEach((literal, index) => {
    let state = 0;
    for (let at = 0; at < literal.length; at++) {
      const unit = classes.ofUnit[literal.charCodeAt(at)]!;
      let child = states[state]!.children.get(unit);
      if (child === undefined) {
        child = states.push({ children: new Map(), found: [] }) - 1;
        states[state]!.children.set(unit, child);
      }
      state = child;
    }
    states[state]!.found.push(index);
  });
  return states;
}

/** Follows the trie breadth first, so that every state's fallback is complete before it is needed. */
function determinise(trie: readonly TrieState[], classCount: number, shift: number) {
  const next = new Uint32Array(trie.length << shift);
  const found: (readonly number[] | undefined)[] = trie.map(({ found: own }) => (own.length ? own : undefined));
  const fallback = new Uint32Array(trie.length);
  const queue = [0];
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head]!;
    for (let unit = 0; unit < classCount; unit++) {
      const inherited = state === 0 ? 0 : next[(fallback[state]! << shift) + unit]! >> shift;
      const child = trie[state]!.children.get(unit);
      next[(state << shift) + unit] = (child ?? inherited) << shift;
      if (child === undefined) continue;
      fallback[child] = inherited;
      const more = found[inherited];
      if (more) found[child] = [...(found[child] ?? []), ...more];
      queue.push(child);
    }
  }
  return { next, found };
}
