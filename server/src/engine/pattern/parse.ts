/** Reads RE2's pattern language (https://github.com/google/re2/wiki/Syntax) into a syntax tree; what RE2 refuses is refused. */
import { dot, dotAll, escapedCharacters, escapedClasses, posixClasses } from "./classes.ts";
import { type Assertion, complement, foldCase, type Node, normalise, PatternError, type Ranges } from "./syntax.ts";

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly U: boolean;
}

/** RE2 refuses counts above this. */
const MOST_REPEATS = 1000;
/** `{2}`, `{2,}`, `{2,5}`; a brace that begins no count stands for itself. */
const COUNT = /^\{(\d+)(,(\d*))?\}/;

/**
 * @param pattern in RE2 syntax
 * @returns the tree, the number of capturing groups and their names
 * @throws PatternError with the offset where reading stopped
 */
export function parsePattern(pattern: string): { tree: Node; groups: number; names: ReadonlyMap<string, number> } {
  const reader = new Reader(pattern);
  const tree = reader.choice({ i: false, m: false, s: false, U: false });
  if (!reader.atEnd) reader.fail("a closing parenthesis has no opening one");
  return { tree, groups: reader.groups, names: reader.names };
}

class Reader {
  readonly #pattern: string;
  #at = 0;
  groups = 0;
  readonly names = new Map<string, number>();
  /** Flags set in the middle of a group hold until its end. */
  #flags: Flags = { i: false, m: false, s: false, U: false };

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  get atEnd(): boolean {
    return this.#at >= this.#pattern.length;
  }

  fail(message: string): never {
    throw new PatternError(message, this.#at);
  }

  choice(flags: Flags): Node {
    const before = this.#flags;
    this.#flags = flags;
    const options = [this.#sequence()];
    while (this.#take("|")) options.push(this.#sequence());
    this.#flags = before;
    return options.length === 1 ? options[0]! : { type: "choice", options };
  }

  #sequence(): Node {
    const items: Node[] = [];
    while (!this.atEnd && this.#peek() !== "|" && this.#peek() !== ")") {
      const item = this.#atom();
      if (item) items.push(this.#repeated(item));
    }
    return items.length === 1 ? items[0]! : { type: "sequence", items };
  }

  #atom(): Node | undefined {
    const character = this.#next();
    switch (character) {
      case "(":
        return this.#group();
      case "[":
        return this.#set(this.#bracket());
      case "\\":
        return this.#escape();
      case ".":
        return { type: "set", ranges: this.#flags.s ? dotAll : dot };
      case "^":
        return assertion(this.#flags.m ? "lineStart" : "textStart");
      case "$":
        return assertion(this.#flags.m ? "lineEnd" : "textEnd");
      case "*":
      case "+":
      case "?":
        this.#at--;
        return this.fail(`nothing to repeat before "${character}"`);
      case "{":
        this.#at--;
        if (COUNT.test(this.#pattern.slice(this.#at))) return this.fail("nothing to repeat before a count");
        this.#at++;
        return this.#literal(character.charCodeAt(0));
      default:
        return this.#literal(character.charCodeAt(0));
    }
  }

  #repeated(item: Node): Node {
    const bounds = this.#bounds();
    if (!bounds) return item;
    const lazy = this.#take("?") !== this.#flags.U;
    if (item.type === "assert") this.fail("an assertion cannot be repeated");
    const repeated: Node = { type: "repeat", item, min: bounds[0], max: bounds[1], lazy };
    if (this.#bounds()) this.fail("a repetition cannot be repeated again");
    if (expansions(repeated) > MOST_REPEATS) this.fail(`nested counts must multiply to less than ${MOST_REPEATS + 1}`);
    return repeated;
  }

  #bounds(): [number, number] | undefined {
    if (this.#take("*")) return [0, Number.POSITIVE_INFINITY];
    if (this.#take("+")) return [1, Number.POSITIVE_INFINITY];
    if (this.#take("?")) return [0, 1];
    const counted = COUNT.exec(this.#pattern.slice(this.#at));
    if (!counted) return undefined;
    const min = Number(counted[1]);
    const max = counted[2] === undefined ? min : counted[3] ? Number(counted[3]) : Number.POSITIVE_INFINITY;
    const largest = max === Number.POSITIVE_INFINITY ? min : max;
    if (min > max || largest > MOST_REPEATS) this.fail(`a count must rise and stay below ${MOST_REPEATS + 1}`);
    this.#at += counted[0].length;
    return [min, max];
  }

  #group(): Node | undefined {
    const outer = this.#flags;
    if (!this.#take("?")) return this.#capture(outer);
    const name = /^P?<([A-Za-z_]\w*)>/.exec(this.#pattern.slice(this.#at));
    if (name) {
      this.#at += name[0].length;
      return this.#capture(outer, name[1]);
    }
    const flags = /^([imsU]*)(?:-([imsU]+))?([:)])/.exec(this.#pattern.slice(this.#at));
    if (!flags) return this.fail("look-around and this kind of group are not RE2 syntax");
    this.#at += flags[0].length;
    const inner = { ...outer };
    for (const flag of flags[1] ?? "") inner[flag as keyof Flags] = true;
    for (const flag of flags[2] ?? "") inner[flag as keyof Flags] = false;
    if (flags[3] === ":") return this.#closed(inner);
    this.#flags = inner;
    return undefined;
  }

  #capture(flags: Flags, name?: string): Node {
    const index = ++this.groups;
    if (name !== undefined && this.names.has(name)) this.fail(`two groups are named "${name}"`);
    if (name !== undefined) this.names.set(name, index);
    return { type: "group", index, item: this.#closed(flags), ...(name !== undefined && { name }) };
  }

  #closed(flags: Flags): Node {
    const item = this.choice(flags);
    if (!this.#take(")")) this.fail("a parenthesis is not closed");
    return item;
  }

  #escape(): Node {
    const letter = this.#next("a backslash stands at the end");
    const assert = ({ b: "word", B: "notWord", A: "textStart", z: "textEnd" } as const)[letter];
    if (assert) return assertion(assert);
    if (escapedClasses[letter]) return { type: "set", ranges: escapedClasses[letter] };
    return this.#literal(this.#escapedCharacter(letter));
  }

  #escapedCharacter(letter: string): number {
    const named = escapedCharacters[letter];
    if (named !== undefined) return named;
    if (letter === "x") return this.#hexadecimal();
    if (/[A-Za-z0-9]/.test(letter)) this.fail(`"\\${letter}" is not RE2 syntax`);
    return letter.charCodeAt(0);
  }

  #hexadecimal(): number {
    const digits = /^(?:\{([0-9A-Fa-f]{1,4})\}|([0-9A-Fa-f]{2}))/.exec(this.#pattern.slice(this.#at));
    if (!digits) return this.fail("\\x wants two hexadecimal digits, or up to four in braces");
    this.#at += digits[0].length;
    return Number.parseInt(digits[1] ?? digits[2]!, 16);
  }

  #bracket(): Ranges {
    const negated = this.#take("^");
    const ranges: (readonly [number, number])[] = [];
    for (let first = true; first || this.#peek() !== "]"; first = false) ranges.push(...this.#bracketItem());
    this.#at++;
    const folded = this.#flags.i ? foldCase(ranges) : normalise(ranges);
    return negated ? complement(folded) : folded;
  }

  #bracketItem(): Ranges {
    const posix = /^\[:(\^?)(\w+):\]/.exec(this.#pattern.slice(this.#at));
    const named = posix?.[2] ? posixClasses[posix[2]] : undefined;
    if (posix && !named) this.fail(`there is no class [:${posix[2]}:]`);
    if (posix && named) {
      this.#at += posix[0].length;
      return posix[1] ? complement(named) : named;
    }
    const low = this.#bracketCharacter();
    if (typeof low !== "number") return low;
    if (this.#peek() !== "-" || this.#pattern[this.#at + 1] === "]") return [[low, low]];
    this.#at++;
    const high = this.#bracketCharacter();
    if (typeof high !== "number" || high < low) return this.fail("a range in brackets must rise");
    return [[low, high]];
  }

  #bracketCharacter(): number | Ranges {
    const character = this.#next("a bracket is not closed");
    if (character !== "\\") return character.charCodeAt(0);
    const letter = this.#next("a bracket is not closed");
    return escapedClasses[letter] ?? this.#escapedCharacter(letter);
  }

  #set(ranges: Ranges): Node {
    return { type: "set", ranges };
  }

  #literal(unit: number): Node {
    const ranges: Ranges = [[unit, unit]];
    return this.#set(this.#flags.i ? foldCase(ranges) : ranges);
  }

  #peek(): string {
    return this.#pattern[this.#at] ?? "";
  }

  #next(atEnd = "the pattern ends too early"): string {
    const character = this.#pattern[this.#at];
    if (character === undefined) return this.fail(atEnd);
    this.#at++;
    return character;
  }

  #take(character: string): boolean {
    if (this.#pattern[this.#at] !== character) return false;
    this.#at++;
    return true;
  }
}

/** How often the innermost item is written out where counts are; RE2 bounds it for whole patterns. */
function expansions(node: Node): number {
  switch (node.type) {
    case "repeat":
      return Math.max(1, Number.isFinite(node.max) ? node.max : node.min) * expansions(node.item);
    case "group":
      return expansions(node.item);
    case "sequence":
      return Math.max(1, ...node.items.map(expansions));
    case "choice":
      return Math.max(1, ...node.options.map(expansions));
    default:
      return 1;
  }
}

const assertion = (what: Assertion): Node => ({ type: "assert", what });
