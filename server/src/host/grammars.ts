/** Grammars as WebAssembly files, loaded when first asked for; trees become plain data at once, and are given back. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Language, Parser, type TreeCursor } from "web-tree-sitter";
import type { Grammars, SyntaxNode } from "../engine/read/syntax.ts";

/** @param folder holds `web-tree-sitter.wasm` and one `<grammar>.wasm` for each grammar */
export function nodeGrammars(folder: string): Grammars {
  const parsers = new Map<string, Promise<Parser | undefined>>();
  let ready: Promise<void> | undefined;
  const load = async (grammar: string): Promise<Parser | undefined> => {
    try {
      ready ??= Parser.init({ locateFile: () => join(folder, "web-tree-sitter.wasm") });
      await ready;
      const language = await Language.load(await readFile(join(folder, `${grammar}.wasm`)));
      return new Parser().setLanguage(language);
    } catch {
      // Without the grammar its files are left to the readers that need none.
      return undefined;
    }
  };
  return {
    parse: async (grammar, text) => {
      if (!parsers.has(grammar)) parsers.set(grammar, load(grammar));
      const parser = await parsers.get(grammar);
      return parser && parse(parser, text);
    },
  };
}

function parse(parser: Parser, text: string): SyntaxNode | undefined {
  const tree = parser.parse(text);
  if (!tree) return undefined;
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
  const root = nodeAt(cursor);
  const above: Growing[] = [];
  let parent = root;
  let down = cursor.gotoFirstChild();
  while (true) {
    if (down) {
      const node = nodeAt(cursor);
      if (cursor.nodeIsNamed || node.field !== undefined) parent.children.push(node);
      if (cursor.gotoFirstChild()) {
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

const nodeAt = (cursor: TreeCursor): Growing => ({
  type: cursor.nodeType,
  field: cursor.currentFieldName ?? undefined,
  start: cursor.startIndex,
  end: cursor.endIndex,
  children: [],
});
