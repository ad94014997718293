/** Reads YAML as far as its scalars go (YAML 1.2): where each stands, how it is written, and the keys above it. */
import type { Span } from "../document.ts";
import type { Literal, ReadText } from "./literal.ts";

/** A key or an item of a list that the following, deeper lines belong to. */
interface Level {
  readonly indent: number;
  readonly name: string;
  /** Its place in the list; undefined for keys. */
  readonly item?: number;
}

export const readYaml = (text: string): ReadText => new YamlReader(text).read();

const KEY =
  /(?:"(?:\\.|[^"\\\n])*"|'(?:''|[^'\n])*')[ \t]*:(?=[ \t\r\n]|$)|[^\s"'[\]{}#&*!|>%@`,][^\n]*?:(?=[ \t\r\n]|$)/y;
const DEEPEST = 100;
const FLOW_KEY = /[ \t]*:(?=[ \t\r\n,\]}]|$)/y;
const PROPERTIES = /(?:[&!]\S*[ \t]+)*/y;
const FLOW_PLAIN = /[^\s,[\]{}"'#][^,[\]{}\n#]*/y;

class YamlReader {
  readonly #text: string;
  readonly #literals: Literal[] = [];
  readonly #comments: Span[] = [];
  #levels: Level[] = [];
  #at = 0;
  #depth = 0;
  #broken = false;

  constructor(text: string) {
    this.#text = text;
  }

  read(): ReadText {
    while (this.#at < this.#text.length) this.#line();
    const literals = this.#literals.sort((a, b) => a.outer.start - b.outer.start);
    return {
      text: this.#text,
      literals,
      comments: this.#comments,
      mask: this.#text,
      brackets: new Map(),
      broken: this.#broken,
    };
  }

  #line(): void {
    const indent = this.#skipBlanks();
    if (this.#endOfLine()) return;
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(this.#text.slice(this.#at - indent, this.#at + 4))) {
      this.#levels = [];
      this.#at += 3;
      this.#value(-1);
    } else this.#entry(indent);
  }

  /** @returns how many blanks there were */
  #skipBlanks(): number {
    const start = this.#at;
    while (this.#text[this.#at] === " " || this.#text[this.#at] === "\t") this.#at++;
    return this.#at - start;
  }

  /** Past a comment and the line break, where the line holds nothing else. */
  #endOfLine(): boolean {
    const end = this.#lineEnd(this.#at);
    const rest = this.#text.slice(this.#at, end).replace(/\r$/, "");
    if (rest.startsWith("#")) this.#comments.push({ start: this.#at, end: this.#at + rest.length });
    else if (rest.trim() !== "") return false;
    this.#at = Math.min(end + 1, this.#text.length);
    return true;
  }

  #lineEnd(at: number): number {
    const end = this.#text.indexOf("\n", at);
    return end < 0 ? this.#text.length : end;
  }

  /** `- `, `key: ` or a scalar, in the column `indent`. */
  #entry(indent: number): void {
    if (/^-(?:[ \t\r\n]|$)/.test(this.#text.slice(this.#at, this.#at + 2))) this.#item(indent);
    else {
      KEY.lastIndex = this.#at;
      const key = KEY.exec(this.#text)?.[0];
      if (key === undefined || /[ \t]#/.test(key)) this.#value(indent - 1);
      else this.#pair(key, indent);
    }
  }

  #pair(key: string, indent: number): void {
    this.#popTo((level) => level.indent < indent);
    const written = key.slice(0, -1).trimEnd();
    this.#add("key", "", { start: this.#at, end: this.#at + written.length });
    this.#levels.push({ indent, name: written.replace(/^["']|["']$/g, "") });
    this.#at += key.length;
    this.#value(indent);
  }

  #item(indent: number): void {
    const isSibling = (level: Level): boolean => level.indent === indent && level.item !== undefined;
    const sibling = this.#levels.find(isSibling);
    this.#popTo((level) => level.indent < indent || (level.indent === indent && !isSibling(level)));
    const item = (sibling?.item ?? -1) + 1;
    this.#levels.push({ indent, name: String(item), item });
    this.#at++;
    const blanks = this.#skipBlanks();
    if (!this.#endOfLine()) this.#deeper(() => this.#entry(indent + 1 + blanks));
  }

  /** Nothing that a person writes is nested so deep; the rest of it is not read. */
  #deeper(read: () => void): void {
    this.#depth++;
    if (this.#depth < DEEPEST) read();
    else {
      this.#broken = true;
      this.#at = this.#text.length;
    }
    this.#depth--;
  }

  #popTo(stays: (level: Level) => boolean): void {
    while (this.#levels.length > 0 && !stays(this.#levels.at(-1)!)) this.#levels.pop();
  }

  /** What follows a key or a dash whose column is `indent`. */
  #value(indent: number): void {
    this.#skipBlanks();
    PROPERTIES.lastIndex = this.#at;
    this.#at += PROPERTIES.exec(this.#text)![0].length;
    if (this.#endOfLine()) return;
    const unit = this.#text[this.#at]!;
    if (unit === "|" || unit === ">") this.#block(indent);
    else this.#oneScalar(unit, indent);
  }

  /** A scalar, and the end of its line. */
  #oneScalar(unit: string, indent: number): void {
    if (unit === '"' || unit === "'") this.#quoted(unit);
    else if (unit === "[" || unit === "{") this.#flow([]);
    else this.#plain(indent);
    this.#skipBlanks();
    if (!this.#endOfLine()) this.#skipRest();
  }

  /** Nothing may follow a scalar on its line. */
  #skipRest(): void {
    if (this.#at < this.#text.length) this.#broken = true;
    this.#at = Math.min(this.#lineEnd(this.#at) + 1, this.#text.length);
  }

  #block(indent: number): void {
    const start = Math.min(this.#lineEnd(this.#at) + 1, this.#text.length);
    let end = start;
    while (end < this.#text.length) {
      const line = this.#text.slice(end, this.#lineEnd(end));
      if (line.trim() !== "" && line.search(/\S/) <= indent) break;
      end = Math.min(this.#lineEnd(end) + 1, this.#text.length);
    }
    this.#add("block", "", { start, end });
    this.#at = end;
  }

  #quoted(quote: string, keys?: readonly string[]): void {
    const sticky = quote === '"' ? /"(?:\\[\s\S]|[^"\\])*"/y : /'(?:''|[^'])*'/y;
    sticky.lastIndex = this.#at;
    const match = sticky.exec(this.#text);
    if (!match) {
      this.#broken = true;
      this.#at = this.#text.length;
      return;
    }
    const end = this.#at + match[0].length;
    this.#add(
      quote === '"' ? "double" : "single",
      quote,
      { start: this.#at + 1, end: end - 1 },
      { start: this.#at, end },
      keys,
    );
    this.#at = end;
  }

  #plain(indent: number): void {
    const line = this.#text
      .slice(this.#at, this.#lineEnd(this.#at))
      .replace(/[ \t]+#.*$/, "")
      .trimEnd();
    const start = this.#at;
    let end = start + line.length;
    let next = Math.min(this.#lineEnd(end) + 1, this.#text.length);
    let lines = 1;
    // Deeper lines go on with the scalar.
    for (;;) {
      const more = this.#text.slice(next, this.#lineEnd(next));
      if (
        more.trim() === "" ||
        more.search(/\S/) <= indent ||
        more.trimStart().startsWith("#") ||
        next >= this.#text.length
      )
        break;
      lines++;
      end = next + more.trimEnd().length;
      next = Math.min(this.#lineEnd(next) + 1, this.#text.length);
    }
    this.#add(lines > 1 ? "plain-lines" : "plain", "", { start, end });
    this.#at = end;
  }

  /** `[a, {b: c}]`, whose keys are `keys` after those of the lines. */
  #flow(keys: readonly string[]): void {
    const close = this.#text[this.#at] === "[" ? "]" : "}";
    let key: string | undefined;
    this.#at++;
    while (this.#at < this.#text.length) {
      const unit = this.#text[this.#at]!;
      if (unit === close) {
        this.#at++;
        return;
      }
      if (unit === ",") key = undefined;
      const before = this.#at;
      key = this.#flowNode(unit, key === undefined ? keys : [...keys, key]) ?? key;
      if (this.#at === before) this.#at++;
    }
    this.#broken = true;
  }

  /** @returns the key, where it is one */
  #flowNode(unit: string, keys: readonly string[]): string | undefined {
    if (unit === "[" || unit === "{") this.#deeper(() => this.#flow(keys));
    else if (unit === "#" && /\s/.test(this.#text[this.#at - 1] ?? "")) {
      this.#comments.push({ start: this.#at, end: this.#lineEnd(this.#at) });
      this.#at = this.#lineEnd(this.#at);
    } else if (unit === '"' || unit === "'") {
      this.#quoted(unit, keys);
      return this.#asKey(1);
    } else return this.#flowPlain(keys);
    return undefined;
  }

  #flowPlain(keys: readonly string[]): string | undefined {
    FLOW_PLAIN.lastIndex = this.#at;
    const match = FLOW_PLAIN.exec(this.#text);
    if (!match) return undefined;
    const colon = /:(?=[ \t]|$)/.exec(match[0]);
    const written = match[0].slice(0, colon?.index).trimEnd();
    const span = { start: this.#at, end: this.#at + written.length };
    if (written !== "") this.#add("flow-plain", "", span, span, keys);
    this.#at = span.end;
    return written === "" ? undefined : this.#asKey(0);
  }

  /** The scalar just read is a key where a colon follows. */
  #asKey(quotes: number): string | undefined {
    FLOW_KEY.lastIndex = this.#at;
    const colon = FLOW_KEY.exec(this.#text);
    if (!colon) return undefined;
    this.#at += colon[0].length;
    const literal = this.#literals.pop()!;
    this.#literals.push({ ...literal, form: "key" });
    return this.#text.slice(literal.outer.start + quotes, literal.outer.end - quotes);
  }

  #add(form: string, quote: string, inner: Span, outer: Span = inner, flowKeys: readonly string[] = []): void {
    const keys = [...this.#levels.map(({ name }) => name), ...flowKeys].join(".");
    this.#literals.push({ form, quote, prefix: "", outer, inner, holes: [], bracket: -1, keys });
  }
}
