/**
 * Reads a syntax tree straight from the memory of tree-sitter's program: what a cursor would tell, without a call for each answer. The
 * layout is that of tree-sitter 0.27 (lib/src/subtree.h, parser.h), little-endian, with pointers of 32 bits; a test holds it against
 * the cursor in every grammar.
 */
import type { Language, Tree } from "web-tree-sitter";
import type { SyntaxNode } from "../engine/read/syntax.ts";

/** What the declarations of Node leave out. */
interface MemoryMaker {
  readonly Memory: new (pages: {
    readonly initial: number;
    readonly maximum: number;
  }) => { readonly buffer: ArrayBuffer };
}

const { Memory } = Reflect.get(globalThis, "WebAssembly") as MemoryMaker;

/** Of tree-sitter's program, which web-tree-sitter has but one of; in pages of 64 KB, as it would make it itself. */
export const programMemory = new Memory({ initial: 512, maximum: 32_768 });

/** Fields of `TSLanguage`, in words. */
const SYMBOL_COUNT = 1;
const ALIAS_COUNT = 2;
const FIELD_COUNT = 8;
const ALIAS_LENGTH = 9;
const FIELD_SLICES = 16;
const FIELD_ENTRIES = 17;
const METADATA = 18;
const PUBLIC_SYMBOLS = 19;
const ALIASES = 21;

/** Fields of `SubtreeHeapData`, in bytes. A child takes two words; the children stand before it. */
const PADDING = 4;
const SIZE = 16;
const CHILD_COUNT = 36;
const SYMBOL = 40;
const FLAGS = 44;
const VISIBLE_CHILDREN = 48;
const PRODUCTION = 66;
const CHILD = 8;

/** The lowest bit of a child tells one that stands in the place of its pointer; there the flags come behind it. */
const INLINE = 1;
const VISIBLE = 1;
const NAMED = 2;
const EXTRA = 4;

const ERROR = 0xffff;

interface Growing extends SyntaxNode {
  readonly children: SyntaxNode[];
}

/** What is still to be read of one node, shown or not. */
interface Frame {
  /** Its next child, and where the children end. */
  next: number;
  readonly last: number;
  /** Where the child before ended, in bytes of UTF-16. */
  at: number;
  /** The next child's place in the production; what may stand anywhere (comments) has none. */
  place: number;
  readonly production: number;
  /** The field of a node that is not shown: what stands in it without one has this. */
  readonly field: string | undefined;
  /** The nearest that is shown. */
  readonly node: Growing;
}

export class TreeMemory {
  readonly #fieldNames: readonly (string | null)[];
  /** By symbol. */
  readonly #types: readonly string[];
  readonly #named: readonly boolean[];
  /** By production, then by place. */
  readonly #fields = new Map<number, readonly (string | undefined)[]>();
  readonly #language: number;
  #words = new Uint32Array();
  #halves = new Uint16Array();

  /** @param language of a program that was made with {@link programMemory} */
  constructor(language: Language) {
    this.#fieldNames = language.fields;
    this.#language = addressOf(language) / 4;
    this.#look();
    const count = this.#about(SYMBOL_COUNT) + this.#about(ALIAS_COUNT);
    const symbols = Array.from({ length: count }, (_, symbol) => symbol);
    const shown = this.#about(PUBLIC_SYMBOLS) / 2;
    this.#types = symbols.map((symbol) => language.types[this.#halves[shown + symbol]!] ?? "ERROR");
    const bytes = new Uint8Array(programMemory.buffer);
    // Three truths a symbol, of which the second says whether it is named.
    this.#named = symbols.map((symbol) => bytes[this.#about(METADATA) + 3 * symbol + 1] === 1);
  }

  /** The tree as plain data. */
  read(tree: Tree): SyntaxNode {
    this.#look();
    const root = this.#words[addressOf(tree) / 4]!;
    const start = this.#words[(root + PADDING) / 4]!;
    const node = nodeOf(this.#typeOf(this.#halves[(root + SYMBOL) / 2]!), undefined, start, start + this.#sizeOf(root));
    const above: Frame[] = [];
    // A loop, for trees can be deeper than the stack.
    for (let frame = this.#frameOf(root, 0, undefined, node); frame; ) {
      if (frame.next === frame.last) {
        frame = above.pop();
        continue;
      }
      const inside = this.#readChild(frame);
      if (!inside) continue;
      above.push(frame);
      frame = inside;
    }
    return node;
  }

  /** Takes the next child. @returns it, where it has children to be read */
  #readChild(frame: Frame): Frame | undefined {
    const child = frame.next / 4;
    frame.next += CHILD;
    const pointer = this.#words[child]!;
    const isInline = (pointer & INLINE) !== 0;
    const sizes = this.#words[child + 1]!;
    const flags = isInline ? pointer >>> 1 : this.#halves[(pointer + FLAGS) / 2]!;
    const begin = frame.at;
    const start = begin + (isInline ? (sizes >>> 16) & 0xff : this.#words[(pointer + PADDING) / 4]!);
    const end = start + (isInline ? sizes >>> 24 : this.#sizeOf(pointer));
    frame.at = end;
    const isExtra = (flags & EXTRA) !== 0;
    const place = isExtra ? 0 : frame.place++;
    const alias = isExtra ? 0 : this.#aliasAt(frame.production, place);
    const field = isExtra ? undefined : (this.#fieldsOf(frame.production)[place] ?? frame.field);
    if ((flags & VISIBLE) === 0 && alias === 0)
      return isInline ? undefined : this.#frameOf(pointer, begin, field, frame.node);
    // Of punctuation only what has a field is asked for.
    if (field === undefined && !(alias === 0 ? (flags & NAMED) !== 0 : this.#named[alias])) return undefined;
    const symbol = isInline ? (pointer >>> 8) & 0xff : this.#halves[(pointer + SYMBOL) / 2]!;
    const node = nodeOf(this.#typeOf(alias || symbol), field, start, end);
    frame.node.children.push(node);
    return isInline ? undefined : this.#frameOf(pointer, begin, undefined, node);
  }

  /** @returns undefined where nothing below it is shown */
  #frameOf(pointer: number, at: number, field: string | undefined, node: Growing): Frame | undefined {
    const count = this.#words[(pointer + CHILD_COUNT) / 4]!;
    if (count === 0 || this.#words[(pointer + VISIBLE_CHILDREN) / 4] === 0) return undefined;
    const production = this.#halves[(pointer + PRODUCTION) / 2]!;
    return { next: pointer - count * CHILD, last: pointer, at, place: 0, production, field, node };
  }

  #sizeOf(pointer: number): number {
    return this.#words[(pointer + SIZE) / 4]!;
  }

  #typeOf(symbol: number): string {
    return symbol === ERROR ? "ERROR" : this.#types[symbol]!;
  }

  #aliasAt(production: number, place: number): number {
    if (production === 0) return 0;
    const length = this.#about(ALIAS_LENGTH) & 0xffff;
    return this.#halves[this.#about(ALIASES) / 2 + production * length + place]!;
  }

  #fieldsOf(production: number): readonly (string | undefined)[] {
    const known = this.#fields.get(production);
    if (known) return known;
    const fields: (string | undefined)[] = [];
    if (this.#about(FIELD_COUNT) > 0) {
      const slice = this.#about(FIELD_SLICES) / 2 + 2 * production;
      const first = this.#about(FIELD_ENTRIES) / 4 + this.#halves[slice]!;
      for (const entry of this.#words.subarray(first, first + this.#halves[slice + 1]!)) {
        const place = (entry >>> 16) & 0xff;
        const isInherited = entry >>> 24 !== 0;
        if (!isInherited) fields[place] ??= this.#fieldNames[entry & 0xffff] ?? undefined;
      }
    }
    this.#fields.set(production, fields);
    return fields;
  }

  #about(word: number): number {
    return this.#words[this.#language + word]!;
  }

  /** Memory that has grown is another buffer. */
  #look(): void {
    const { buffer } = programMemory;
    if (this.#words.buffer === buffer) return;
    this.#words = new Uint32Array(buffer);
    this.#halves = new Uint16Array(buffer);
  }
}

/** Objects of web-tree-sitter keep their address under the key 0. */
const addressOf = (made: Language | Tree): number => Reflect.get(made, 0) as number;

/** @param start in bytes of UTF-16 */
const nodeOf = (type: string, field: string | undefined, start: number, end: number): Growing => ({
  type,
  field,
  start: start / 2,
  end: end / 2,
  children: [],
});
