/** Reads YAML (tree-sitter-yaml) into values at paths of keys. */
import { constantAt, dataFacts } from "./data.ts";
import type { FileFacts, KeyValue } from "./facts.ts";
import { childOf, type SyntaxNode } from "./syntax.ts";

export function readYaml(root: SyntaxNode, text: string): FileFacts {
  const keyValues: KeyValue[] = [];
  const walk = (node: SyntaxNode, path: readonly string[]): void => {
    if (/_pair$/.test(node.type)) {
      pair(node, path);
      return;
    }
    if (/_sequence_item$/.test(node.type)) {
      for (const child of node.children) walk(child, [...path, "*"]);
      return;
    }
    if (/_scalar$/.test(node.type)) {
      if (path.at(-1) === "*") keyValues.push(valueAt(node, path));
      return;
    }
    for (const child of node.children) {
      // The items of `[a, b]` have no node of their own.
      walk(child, node.type === "flow_sequence" ? [...path, "*"] : path);
    }
  };
  const pair = (node: SyntaxNode, path: readonly string[]): void => {
    const [key, value] = [childOf(node, "key"), childOf(node, "value")];
    if (!key) return;
    const own = [...path, constantAt(text, key.start, key.end).value];
    const scalar = value && scalarOf(value);
    // A key of a map is told too, with nothing at it: that it stands there may be all that matters.
    keyValues.push(scalar ? valueAt(scalar, own) : emptyAt(key, own));
    if (value && !scalar) walk(value, own);
  };
  const valueAt = ({ start, end }: SyntaxNode, path: readonly string[]): KeyValue => ({
    start,
    end,
    path,
    value: constantAt(text, start, end),
  });
  walk(root, []);
  return dataFacts("yaml", keyValues);
}

const emptyAt = ({ start, end }: SyntaxNode, path: readonly string[]): KeyValue => ({
  start,
  end,
  path,
  value: { kind: "constant", type: "nothing", start, end, value: "", inner: { start, end } },
});

function scalarOf(node: SyntaxNode): SyntaxNode | undefined {
  if (/scalar$/.test(node.type)) return node;
  if (!/_node$/.test(node.type)) return undefined;
  const inside = node.children.filter(({ type }) => !/^(tag|anchor|comment)$/.test(type));
  return inside.length === 1 ? scalarOf(inside[0]!) : undefined;
}
