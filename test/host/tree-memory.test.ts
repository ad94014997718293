/** Trees read from tree-sitter's memory: what a cursor tells, in every grammar, of whole texts and broken ones. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Language, Parser, type Tree, type TreeCursor } from "web-tree-sitter";
import { parse } from "yaml";
import { seededRandom } from "../../server/src/engine/mint.ts";
import { grammarOf } from "../../server/src/engine/read/file.ts";
import type { SyntaxNode } from "../../server/src/engine/read/syntax.ts";
import { TreeMemory } from "../../server/src/host/tree-memory.ts";
import { treeSitter } from "../../server/src/host/tree-sitter.ts";
import { builtGrammarFolder, examplePath } from "../handling-examples.ts";

const rules = join(import.meta.dirname, "../../rules/handling");

interface Examples {
  readonly rules: readonly { readonly examples?: Readonly<Record<string, readonly string[]>> }[];
}

/** The examples of all handling rules, joined by grammar. */
function exampleTexts(): Map<string, string> {
  const texts = new Map([["toml", '[package]\nname = "a"\nlist = [1, { b = 2 }]\n']]);
  for (const name of readdirSync(rules).filter((file) => file.endsWith(".yml"))) {
    const file = parse(readFileSync(join(rules, name), "utf8")) as Examples;
    for (const [language, examples] of file.rules.flatMap((rule) => Object.entries(rule.examples ?? {}))) {
      const grammar = grammarOf({ path: examplePath(language), text: "" });
      if (grammar) texts.set(grammar, [texts.get(grammar), ...examples].join("\n"));
    }
  }
  return texts;
}

const nodeAt = (cursor: TreeCursor, children: SyntaxNode[]): SyntaxNode => ({
  type: cursor.nodeType,
  field: cursor.currentFieldName ?? undefined,
  start: cursor.startIndex,
  end: cursor.endIndex,
  children,
});

/** By a cursor, as tree-sitter means it to be done. */
function walked(cursor: TreeCursor): SyntaxNode {
  const children: SyntaxNode[] = [];
  const node = nodeAt(cursor, children);
  if (cursor.gotoFirstChild()) {
    do {
      if (cursor.nodeIsNamed || cursor.currentFieldName) children.push(walked(cursor));
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return node;
}

function assertAlike(memory: TreeMemory, tree: Tree): void {
  const cursor = tree.walk();
  assert.deepEqual(memory.read(tree), walked(cursor));
  cursor.delete();
}

describe("tree memory", () => {
  before(() => treeSitter(builtGrammarFolder));

  it("tells what a cursor tells, in every grammar", async () => {
    const random = seededRandom(7);
    const texts = exampleTexts();
    const grammars = readdirSync(builtGrammarFolder).filter((name) => name !== "web-tree-sitter.wasm");
    for (const name of grammars) {
      const grammar = name.replace(".wasm", "");
      const text = texts.get(grammar);
      assert.ok(text, `no text is written in ${grammar}`);
      const language = await Language.load(readFileSync(join(builtGrammarFolder, name)));
      const parser = new Parser().setLanguage(language);
      const memory = new TreeMemory(language);
      const tree = parser.parse(text)!;
      assertAlike(memory, tree);
      const cut = Math.floor((0.3 + random() * 0.6) * text.length);
      const broken = parser.parse(text.slice(0, cut))!;
      assertAlike(memory, broken);
      for (const one of [tree, broken]) one.delete();
      parser.delete();
    }
  });

  it("tells places in UTF-16 code units, beyond what fits into a small node", async () => {
    const language = await Language.load(readFileSync(join(builtGrammarFolder, "javascript.wasm")));
    const parser = new Parser().setLanguage(language);
    const text = `/* ${"é😀 ".repeat(300)} */\n\n\n${" ".repeat(400)}let ${"a".repeat(700)} = "😀";`;
    const tree = parser.parse(text)!;
    const memory = new TreeMemory(language);
    assertAlike(memory, tree);
    const declared = memory.read(tree).children.at(-1)!;
    assert.equal(text.slice(declared.start, declared.start + 4), "let ");
    assert.equal(declared.end, text.length);
    tree.delete();
    parser.delete();
  });
});
