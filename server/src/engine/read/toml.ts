/** Reads TOML (tree-sitter-toml) into values at paths of keys. */
import { constantAt, dataFacts, emptyAt, valueAt } from "./data.ts";
import type { FileFacts, KeyValue } from "./facts.ts";
import type { SyntaxNode } from "./syntax.ts";

export function readToml(root: SyntaxNode, text: string): FileFacts {
  const keyValues: KeyValue[] = [];
  const walk = (node: SyntaxNode, path: readonly string[]): void => {
    if (/_key$/.test(node.type) || node.type === "comment") return;
    if (/^(?:table|table_array_element)$/.test(node.type)) table(node, path);
    else if (node.type === "pair") pair(node, path);
    else if (node.type === "array") for (const child of node.children) walk(child, [...path, "*"]);
    else if (node.type === "document" || node.type === "inline_table")
      for (const child of node.children) walk(child, path);
    else if (node.type !== "ERROR") keyValues.push(valueAt(text, path, node));
  };
  const table = (node: SyntaxNode, path: readonly string[]): void => {
    const [key, ...rest] = node.children;
    if (!key) return;
    const own = [...path, ...keysOf(key, text), ...(node.type === "table" ? [] : ["*"])];
    keyValues.push(emptyAt(own, key));
    for (const child of rest) walk(child, own);
  };
  const pair = (node: SyntaxNode, path: readonly string[]): void => {
    const [key, value] = node.children;
    if (!key || !value) return;
    const own = [...path, ...keysOf(key, text)];
    if (/^(?:array|inline_table)$/.test(value.type)) keyValues.push(emptyAt(own, key));
    walk(value, own);
  };
  walk(root, []);
  return dataFacts("toml", keyValues);
}

/** `a."b c".d` has three keys. */
const keysOf = (key: SyntaxNode, text: string): string[] =>
  key.type === "dotted_key"
    ? key.children.flatMap((part) => keysOf(part, text))
    : [constantAt(text, key.start, key.end).value];
