/** Parsers by web-tree-sitter: grammars are WebAssembly files; trees become plain data at once, and are given back. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { Language, Parser } from "web-tree-sitter";
import type { SyntaxNode } from "../engine/read/syntax.ts";
import { programMemory, TreeMemory } from "./tree-memory.ts";

/** A text that takes longer to parse is left to the readers of text, in milliseconds. */
const BUDGET = 10_000;

/**
 * Made once for a folder. Rejects where WebAssembly or its program cannot be had.
 * @param budget how long one text may take, in milliseconds
 */
export async function treeSitter(folder: string, budget = BUDGET): Promise<(grammar: string) => Promise<Parse>> {
  await Parser.init({ locateFile: () => join(folder, "web-tree-sitter.wasm"), wasmMemory: programMemory });
  keepFirstCode();
  return async (grammar) => {
    const language = await Language.load(await readFile(join(folder, `${grammar}.wasm`)));
    const parser = new Parser().setLanguage(language);
    const reader = new TreeMemory(language);
    return (text) => parse(parser, reader, text, budget);
  };
}

/**
 * The lexer of a grammar is one function of up to 400 KB, which V8 takes twenty seconds of a processor to optimise, and gains little by.
 * What is loaded afterwards keeps the code that it is first given; tree-sitter itself is loaded before.
 */
function keepFirstCode(): void {
  // Of other majors it is not known that they have these flags, and what is unknown is complained of.
  if (/^(?:20|22|24)\./.test(process.versions.node))
    for (const flag of ["--no-wasm-tier-up", "--no-wasm-dynamic-tiering"]) setFlagsFromString(flag);
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
