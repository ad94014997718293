/** Reads YAML with the place of each part, so that what is wrong is told where it stands. */
import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLMap,
} from "yaml";
import type { Position } from "../engine/document.ts";
import { faultIn, quoted } from "./quoted.ts";
import type { Problem } from "./rule-file.ts";
import { unparsable } from "./unparsable.ts";

/** A YAML file as read, and what is wrong with it so far. */
export class LocatedFile {
  readonly document: Document;
  readonly problems: Problem[] = [];
  readonly #lines = new LineCounter();
  /** Keys that were told of. */
  readonly #told = new Set<unknown>();

  /** Never throws. */
  constructor(text: string) {
    const fault = unparsable(text);
    this.document = parsed(fault ? "" : text, this.#lines);
    if (fault) this.report(fault, 0);
    for (const error of this.document.errors) this.report(faultIn(error), error.pos[0]);
  }

  /** The outermost map; undefined where the file is empty, or something else, which is told. */
  get map(): YAMLMap | undefined {
    const { contents } = this.document;
    if (isMap(contents)) return contents;
    const isEmpty = contents === null || (isScalar(contents) && contents.value === null);
    if (!isEmpty) this.report("a config is a map with keys such as `rules` and `ignore`", 0);
    return undefined;
  }

  report(message: string, at: unknown): void {
    this.problems.push({ message, position: this.positionOf(at) });
  }

  /** @param at an offset, or a node or key of the file */
  positionOf(at: unknown): Position {
    const { line, col } = this.#lines.linePos(typeof at === "number" ? at : startOf(at));
    return { line: Math.max(line - 1, 0), character: Math.max(col - 1, 0) };
  }

  /** What an alias stands for; all else is itself. */
  resolved(node: unknown): unknown {
    if (!isNode(node) || !("source" in node) || isScalar(node)) return node;
    try {
      return (node as { resolve(document: Document): unknown }).resolve(this.document);
    } catch {
      return undefined;
    }
  }

  /** The text of a scalar; undefined for everything else. */
  textOf(node: unknown): string | undefined {
    const value = this.resolved(node);
    return isScalar(value) && typeof value.value === "string" && value.value !== "" ? value.value : undefined;
  }

  /** The scalar's value, whatever it is; undefined for lists and maps. */
  scalarOf(node: unknown): unknown {
    const value = this.resolved(node);
    return isScalar(value) ? value.value : undefined;
  }

  /** The entries of a map with their keys as text; undefined where it is none. */
  entriesOf(node: unknown): readonly Entry[] | undefined {
    const value = this.resolved(node);
    if (!isMap(value)) return undefined;
    const entries = value.items.map((pair) => ({ key: keyOf(pair.key), at: pair.key, value: pair.value }));
    this.#tellTwice(entries);
    return entries;
  }

  /** Of two entries of one key it is not known which was meant. */
  #tellTwice(entries: readonly Entry[]): void {
    const seen = new Set<string>();
    for (const { key, at } of entries) {
      if (seen.has(key) && !this.#told.has(at)) this.report(`${quoted(key)} is written twice`, at);
      if (seen.has(key)) this.#told.add(at);
      seen.add(key);
    }
  }

  itemsOf(node: unknown): readonly unknown[] | undefined {
    const value = this.resolved(node);
    return isSeq(value) ? value.items : undefined;
  }

  /**
   * A list of texts, or a single one.
   * @param what it is, in words for its author
   */
  textsOf(node: unknown, at: unknown, what: string): readonly string[] {
    const single = this.textOf(node);
    if (single !== undefined) return [single];
    const items = this.itemsOf(node);
    if (!items) this.report(what, at);
    return (items ?? []).flatMap((item) => {
      const text = this.textOf(item);
      if (text === undefined) this.report(what, item ?? at);
      return text === undefined ? [] : [text];
    });
  }
}

/** An entry of a map; `at` is the node of its key. */
export interface Entry {
  readonly key: string;
  readonly at: unknown;
  readonly value: unknown;
}

const keyOf = (key: unknown): string => (isScalar(key) ? String(key.value) : isNode(key) ? "" : String(key));

const startOf = (node: unknown): number => (node as Node | null)?.range?.[0] ?? 0;

function parsed(text: string, lineCounter: LineCounter): Document {
  try {
    // Its warnings quote the file, and it compares every key with every other.
    return parseDocument(text, { lineCounter, logLevel: "error", uniqueKeys: false });
  } catch {
    const empty = parseDocument("", { lineCounter });
    empty.errors.push(Object.assign(new Error("this is no YAML"), { pos: [0, 0] }) as never);
    return empty;
  }
}
