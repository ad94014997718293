/** Reads JSON, with comments or without (tree-sitter-json), into values at paths of keys. */
import { constantAt, dataFacts, emptyAt, valueAt } from "./data.ts";
import type { FileFacts, KeyValue } from "./facts.ts";
import { childOf, type SyntaxNode } from "./syntax.ts";

export function readJson(root: SyntaxNode, text: string): FileFacts {
  const keyValues: KeyValue[] = [];
  const walk = (node: SyntaxNode, path: readonly string[], items: readonly number[]): void => {
    if (/^(?:string|number|true|false|null)$/.test(node.type)) keyValues.push({ ...valueAt(text, path, node), items });
    else if (node.type === "pair") pair(node, path, items);
    else if (node.type === "array")
      for (const child of node.children) walk(child, [...path, "*"], [...items, child.start]);
    else for (const child of node.children) walk(child, path, items);
  };
  const pair = (node: SyntaxNode, path: readonly string[], items: readonly number[]): void => {
    const [key, value] = [childOf(node, "key"), childOf(node, "value")];
    if (!key || !value) return;
    const own = [...path, constantAt(text, key.start, key.end).value];
    if (/^(?:object|array)$/.test(value.type)) keyValues.push({ ...emptyAt(own, key), items });
    walk(value, own, items);
  };
  walk(root, [], [0]);
  return dataFacts("json", keyValues);
}
