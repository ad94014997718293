/** Parsers by web-tree-sitter: grammars are WebAssembly files; trees become plain data at once, and are given back. */
import { Language, Parser } from "web-tree-sitter";
import type { SyntaxNode } from "../engine/read/syntax.ts";
import { programMemory, TreeMemory } from "./tree-memory.ts";

/** A text that takes longer to parse is left to the readers of text, in milliseconds. */
const BUDGET = 10_000;

/** Where grammars come from. */
export interface GrammarSource {
  /** Gives the bytes of `web-tree-sitter.wasm`, and of `<grammar>.wasm` for each grammar. */
  read(name: string): Promise<Uint8Array>;
  /** Called when the program is loaded, before any grammar is. */
  loaded?(): Promise<void>;
}

/**
 * Made once for a source. Rejects where WebAssembly or its program cannot be had.
 * @param budget how long one text may take, in milliseconds
 */
export async function treeSitter(
  { read, loaded }: GrammarSource,
  budget = BUDGET,
): Promise<(grammar: string) => Promise<Parse>> {
  const wasmBinary = await read("web-tree-sitter.wasm");
  // Asked where its file lies, a bundle could not tell.
  await Parser.init({ wasmBinary, locateFile: (name: string) => name, wasmMemory: programMemory });
  await loaded?.();
  return async (grammar) => {
    const language = await Language.load(await read(`${grammar}.wasm`));
    const parser = new Parser().setLanguage(language);
    const reader = new TreeMemory(language);
    return (text) => parse(parser, reader, text, budget);
  };
}

/** @returns undefined where it takes too long */
export type Parse = (text: string) => SyntaxNode | undefined;

function parse(parser: Parser, reader: TreeMemory, text: string, budget: number): SyntaxNode | undefined {
  const stop = performance.now() + budget;
  // What the callback returns goes on to the program: true ends the parse.
  const progressCallback = (): boolean => performance.now() > stop;
  const tree = parser.parse(text, null, { progressCallback });
  if (!tree) {
    // Else the next text would be taken for the rest of this one.
    parser.reset();
    return undefined;
  }
  try {
    return reader.read(tree);
  } finally {
    tree.delete();
  }
}
