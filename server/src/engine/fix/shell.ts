/** Reads a shell script: words, quotes, here-documents and comments, after POSIX (XCU 2) and what bash and zsh add. */
import type { Span } from "../document.ts";
import { blanked, type Literal, partsOf, type ReadText } from "./literal.ts";

/** What the place is in: code at the top or in `$(...)`, `${...}` or backticks; or double quotes. */
interface Frame {
  readonly kind: "code" | "double";
  readonly close: string;
  readonly start: number;
  readonly holes: Span[];
  /** Parentheses open in it. */
  depth: number;
}

interface HereDocument {
  readonly delimiter: string;
  readonly quoted: boolean;
  readonly indented: boolean;
}

/** `#` begins a comment only where a word could begin. */
const WORD = /(?:\\[\s\S]|[^\s"'`$\\;&|<>(){}#])(?:\\[\s\S]|[^\s"'`$\\;&|<>(){}])*/y;
const VARIABLE = /\$(?:\w+|[@*#?$!-])?/y;
const HERE = /<<(-?)[ \t]*(?:(["'])([^"'\n]+)\2|\\?([\w.-]+))/y;

export const readShell = (text: string): ReadText => new ShellReader(text).read();

class ShellReader {
  readonly #text: string;
  readonly #literals: Literal[] = [];
  readonly #comments: Span[] = [];
  readonly #frames: Frame[] = [{ kind: "code", close: "", start: 0, holes: [], depth: 0 }];
  readonly #pending: HereDocument[] = [];
  #at = 0;
  #broken = false;

  constructor(text: string) {
    this.#text = text;
  }

  read(): ReadText {
    while (this.#at < this.#text.length) {
      const frame = this.#frames.at(-1)!;
      if (frame.kind === "double") this.#stepDouble(frame);
      else this.#stepCode(frame);
    }
    const quoted = this.#literals.filter(({ form }) => form !== "word");
    const mask = blanked(this.#text, [...this.#comments, ...quoted.flatMap(partsOf)]);
    const literals = this.#literals.sort((a, b) => a.outer.start - b.outer.start || b.outer.end - a.outer.end);
    const broken = this.#broken || this.#frames.length > 1 || this.#pending.length > 0;
    return { text: this.#text, literals, comments: this.#comments, mask, brackets: new Map(), broken };
  }

  #stepCode(frame: Frame): void {
    const unit = this.#text[this.#at]!;
    if (frame.close && unit === frame.close && frame.depth === 0) this.#close(frame);
    else if (!this.#piece(frame, unit)) this.#other(frame, unit);
  }

  /** What is read as a whole. */
  #piece(frame: Frame, unit: string): boolean {
    // `${name#prefix}` and `${name:-a #b}` hold no comments.
    const comment = frame.close !== "}" && this.#comment(unit);
    return comment || this.#hereDocument(frame) || this.#quoted(unit) || this.#hole() || this.#word();
  }

  #other(frame: Frame, unit: string): void {
    if (unit === "(") frame.depth++;
    else if (unit === ")" && frame.depth > 0) frame.depth--;
    this.#at++;
    if (unit === "\n") this.#readHereDocuments();
  }

  #stepDouble(frame: Frame): void {
    const unit = this.#text[this.#at]!;
    if (unit === "\\") this.#at += 2;
    else if (unit === '"') this.#close(frame);
    else if (!this.#hole()) this.#at++;
  }

  #comment(unit: string): boolean {
    if (unit !== "#" || !/^$|[\s;&|()]/.test(this.#text[this.#at - 1] ?? "")) return false;
    const end = this.#lineEnd(this.#at);
    this.#comments.push({ start: this.#at, end });
    this.#at = end;
    return true;
  }

  #lineEnd(at: number): number {
    const end = this.#text.indexOf("\n", at);
    return end < 0 ? this.#text.length : end;
  }

  #quoted(unit: string): boolean {
    if (unit === '"' || this.#text.startsWith('$"', this.#at)) {
      this.#open("double", '"', unit === '"' ? 1 : 2);
      return true;
    }
    const ansi = this.#text.startsWith("$'", this.#at);
    if (unit !== "'" && !ansi) return false;
    const start = this.#at + (ansi ? 2 : 1);
    const sticky = ansi ? /(?:\\[\s\S]|[^'\\])*/y : /[^']*/y;
    sticky.lastIndex = start;
    const end = start + (sticky.exec(this.#text)?.[0].length ?? 0);
    this.#add(ansi ? "ansi" : "single", "'", { start: this.#at, end: end + 1 }, { start, end }, []);
    this.#at = end + 1;
    return true;
  }

  /** `$(...)`, `${...}` and backticks: their value, and code inside them. */
  #hole(): boolean {
    const open = ["$(", "${", "`"].find((mark) => this.#text.startsWith(mark, this.#at));
    if (!open) return this.#variable();
    const top = this.#frames.at(-1)!;
    if (open === "`" && top.close === "`") return false;
    this.#open("code", open === "$(" ? ")" : open === "${" ? "}" : "`", open.length);
    return true;
  }

  #variable(): boolean {
    VARIABLE.lastIndex = this.#at;
    const match = VARIABLE.exec(this.#text);
    this.#at += match?.[0].length ?? 0;
    return match !== null;
  }

  #open(kind: Frame["kind"], close: string, length: number): void {
    this.#frames.push({ kind, close, start: this.#at, holes: [], depth: 0 });
    this.#at += length;
  }

  #close(frame: Frame): void {
    this.#at++;
    this.#frames.pop();
    const outer = { start: frame.start, end: this.#at };
    if (frame.kind === "code") this.#frames.at(-1)!.holes.push(outer);
    else
      this.#add(
        "double",
        '"',
        outer,
        { start: frame.start + (this.#text[frame.start] === "$" ? 2 : 1), end: this.#at - 1 },
        frame.holes,
      );
  }

  #word(): boolean {
    WORD.lastIndex = this.#at;
    const match = WORD.exec(this.#text);
    if (!match) return false;
    const span = { start: this.#at, end: this.#at + match[0].length };
    // Its patterns end in parentheses that nothing opened, so the end of `$(...)` around it is not sure.
    if (match[0] === "case" && this.#frames.length > 1) this.#broken = true;
    this.#add("word", "", span, span, []);
    this.#at = span.end;
    return true;
  }

  #add(form: string, quote: string, outer: Span, inner: Span, holes: readonly Span[]): void {
    this.#literals.push({ form, quote, prefix: "", outer, inner, holes, bracket: -1 });
  }

  #hereDocument(frame: Frame): boolean {
    if (this.#text.startsWith("<<<", this.#at) || this.#text.startsWith("$((", frame.start)) return this.#hereString();
    HERE.lastIndex = this.#at;
    const match = HERE.exec(this.#text);
    if (!match) return false;
    const quoted = match[2] !== undefined || match[0].includes("\\");
    this.#pending.push({ delimiter: match[3] ?? match[4]!, quoted, indented: match[1] === "-" });
    this.#at += match[0].length;
    return true;
  }

  #hereString(): boolean {
    if (!this.#text.startsWith("<<<", this.#at)) return false;
    this.#at += 3;
    return true;
  }

  /** The bodies begin on the line after the one that announces them. */
  #readHereDocuments(): void {
    for (const { delimiter, quoted, indented } of this.#pending.splice(0)) {
      const start = this.#at;
      let end = start;
      while (end < this.#text.length) {
        const line = this.#text.slice(end, this.#lineEnd(end)).replace(/\r$/, "");
        if ((indented ? line.replace(/^\t+/, "") : line) === delimiter) break;
        end = Math.min(this.#lineEnd(end) + 1, this.#text.length);
        if (end === this.#text.length) this.#broken = true;
      }
      const span = { start, end };
      this.#add(quoted ? "quoted-heredoc" : "heredoc", "", span, span, quoted ? [] : this.#expansionsIn(span));
      this.#at = Math.min(this.#lineEnd(end), this.#text.length);
    }
  }

  /** Holes of a here-document that hold no braces or parentheses of their own: others are not looked into. */
  #expansionsIn({ start, end }: Span): Span[] {
    const body = this.#text.slice(start, end);
    return Array.from(body.matchAll(/\$\{[^}]*\}|\$\([^)]*\)|`[^`]*`/g), ({ index, 0: hole }) => ({
      start: start + index,
      end: start + index + hole.length,
    }));
  }
}
