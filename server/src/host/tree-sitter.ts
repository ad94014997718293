/** Parsers by web-tree-sitter: grammars are WebAssembly files; trees become plain data at once, and are given back. */
import { Language, Parser, type TreeCursor } from "web-tree-sitter";
import type { SyntaxNode } from "../engine/read/syntax.ts";

/** A text that takes longer to parse is left to the readers of text, in milliseconds. */
const BUDGET = 10_000;

/**
 * Made once for a folder. Rejects where WebAssembly or its program cannot be had.
 * @param read gives the bytes of a file of the folder
 * @param budget how long one text may take, in milliseconds
 */
export async function treeSitter(
  read: (name: string) => Promise<Uint8Array>,
  budget = BUDGET,
): Promise<(grammar: string) => Promise<Parse>> {
  // Asked where its file lies, a bundle could not tell.
  await Parser.init({ wasmBinary: await read("web-tree-sitter.wasm"), locateFile: (name: string) => name });
  return async (grammar) => {
    const language = await Language.load(await read(`${grammar}.wasm`));
    const parser = new Parser().setLanguage(language);
    return (text) => parse(parser, text, budget);
  };
}

/** @returns undefined where it takes too long */
export type Parse = (text: string) => SyntaxNode | undefined;

function parse(parser: Parser, text: string, budget: number): SyntaxNode | undefined {
  const stop = performance.now() + budget;
  // What the callback returns goes on to the program: true ends the parse.
  const progressCallback = (): boolean => performance.now() > stop;
  const tree = parser.parse(text, null, { progressCallback });
  if (!tree) {
    // Else the next text would be taken for the rest of this one.
    parser.reset();
    return undefined;
  }
  const cursor = tree.walk();
  try {
    return plainTree(cursor);
  } finally {
    cursor.delete();
    tree.delete();
  }
}

interface Growing extends SyntaxNode {
  readonly children: SyntaxNode[];
}

/** Copies what the cursor walks over; a loop, for trees can be deeper than the stack. */
function plainTree(cursor: TreeCursor): SyntaxNode {
  const root = nodeAt(cursor, undefined);
  const above: Growing[] = [];
  let parent = root;
  let down = cursor.gotoFirstChild();
  while (true) {
    if (down) {
      const field = cursor.currentFieldName ?? undefined;
      const node = field !== undefined || cursor.nodeIsNamed ? nodeAt(cursor, field) : undefined;
      // Punctuation has nothing below it.
      if (node) parent.children.push(node);
      if (node && cursor.gotoFirstChild()) {
        above.push(parent);
        parent = node;
        continue;
      }
    }
    while (!cursor.gotoNextSibling()) {
      const up = above.pop();
      if (!up || !cursor.gotoParent()) return root;
      parent = up;
    }
    down = true;
  }
}

const nodeAt = (cursor: TreeCursor, field: string | undefined): Growing => ({
  type: cursor.nodeType,
  field,
  start: cursor.startIndex,
  end: cursor.endIndex,
  children: [],
});
