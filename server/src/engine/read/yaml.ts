/** Reads YAML (tree-sitter-yaml) into values at paths of keys. */
import { constantAt, dataFacts, emptyAt, valueAt } from "./data.ts";
import type { FileFacts, KeyValue } from "./facts.ts";
import { childOf, type SyntaxNode } from "./syntax.ts";

export function readYaml(root: SyntaxNode, text: string): FileFacts {
  const keyValues: KeyValue[] = [];
  const walk = (node: SyntaxNode, path: readonly string[], items: readonly number[]): void => {
    if (/_pair$/.test(node.type)) {
      pair(node, path, items);
      return;
    }
    if (/_sequence_item$/.test(node.type)) {
      keyValues.push(...namedItem(node, text, path).map((entry) => ({ ...entry, items })));
      for (const child of node.children) walk(child, [...path, "*"], [...items, node.start]);
      return;
    }
    if (/_scalar$/.test(node.type)) {
      if (path.at(-1) === "*") keyValues.push({ ...valueAt(text, path, node), items });
      return;
    }
    for (const child of node.children) {
      // The items of `[a, b]` have no node of their own.
      if (node.type === "flow_sequence") walk(child, [...path, "*"], [...items, child.start]);
      else walk(child, path, child.type === "document" ? [child.start] : items);
    }
  };
  const pair = (node: SyntaxNode, path: readonly string[], items: readonly number[]): void => {
    const [key, value] = [childOf(node, "key"), childOf(node, "value")];
    if (!key) return;
    const own = [...path, constantAt(text, key.start, key.end).value];
    const scalar = value && scalarOf(value);
    keyValues.push({ ...(scalar ? valueAt(text, own, scalar) : emptyAt(own, key)), items });
    if (value && !scalar) walk(value, own, items);
  };
  walk(root, [], [0]);
  return dataFacts("yaml", keyValues);
}

/** `- name: A` with `value: b`, and `- A=b`, are told as a value at the name too. */
function namedItem(item: SyntaxNode, text: string, path: readonly string[]): KeyValue[] {
  const pairs = item.children.flatMap((child) => child.children.flatMap((inner) => inner.children));
  const at = (key: string): SyntaxNode | undefined => {
    const pair = pairs.find((node) => {
      const named = childOf(node, "key");
      return named !== undefined && text.slice(named.start, named.end) === key;
    });
    const value = pair && childOf(pair, "value");
    return value && scalarOf(value);
  };
  const [name, value] = [at("name"), at("value")];
  const { start, end } = value ?? item;
  if (name && value) {
    return [
      {
        start,
        end,
        path: [...path, constantAt(text, name.start, name.end).value],
        value: constantAt(text, start, end),
      },
    ];
  }
  const scalar = item.children[0] && scalarOf(item.children[0]);
  const whole = scalar && constantAt(text, scalar.start, scalar.end);
  const assigned = whole && /^([A-Za-z_]\w*)=(.*)$/s.exec(whole.value);
  if (!whole || !assigned) return [];
  const from = whole.inner.end - assigned[2]!.length;
  return [
    {
      start: from,
      end: whole.inner.end,
      path: [...path, assigned[1]!],
      value: constantAt(text, from, whole.inner.end),
    },
  ];
}

function scalarOf(node: SyntaxNode): SyntaxNode | undefined {
  if (/scalar$/.test(node.type)) return node;
  if (!/_node$/.test(node.type)) return undefined;
  const inside = node.children.filter(({ type }) => !/^(tag|anchor|comment)$/.test(type));
  return inside.length === 1 ? scalarOf(inside[0]!) : undefined;
}
