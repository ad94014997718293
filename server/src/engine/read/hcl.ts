/** Reads HCL, Terraform's language (tree-sitter-hcl), into values at paths of blocks, labels and keys. */
import { constantAt, dataFacts, emptyAt, valueAt } from "./data.ts";
import type { FileFacts, KeyValue } from "./facts.ts";
import { childOf, type SyntaxNode } from "./syntax.ts";

/**
 * `resource "a" "b" { c = "d" }` is d at `resource.a.b.c`. A value that is reckoned is told as the template that it equals:
 * `var.x` as `${var.x}`; what is handed to a function as objects and lists (`jsonencode({ ... })`) is told at the same key.
 */
export function readHcl(root: SyntaxNode, text: string): FileFacts {
  const keyValues: KeyValue[] = [];
  const walk = (node: SyntaxNode, path: readonly string[]): void => {
    if (node.type === "block") block(node, path);
    else if (node.type === "attribute") {
      const [key, value] = node.children;
      if (key && value) held(value, [...path, text.slice(key.start, key.end)], key);
    } else for (const child of node.children) walk(child, path);
  };
  const block = (node: SyntaxNode, path: readonly string[]): void => {
    const heads = node.children.filter(({ type }) => type === "identifier" || type === "string_lit");
    const own = [...path, ...heads.map(({ start, end }) => constantAt(text, start, end).value)];
    keyValues.push(emptyAt(own, { start: node.start, end: heads.at(-1)?.end ?? node.end }));
    for (const child of node.children) if (child.type === "body") walk(child, own);
  };
  const held = (node: SyntaxNode, path: readonly string[], key: SyntaxNode): void => {
    const inside = unwrapped(node);
    if (inside.type === "object" || inside.type === "tuple") {
      keyValues.push(emptyAt(path, key));
      collection(inside, path);
      return;
    }
    keyValues.push(scalarAt(inside, path, text));
    for (const part of argumentsOf(inside)) collection(unwrapped(part), path);
  };
  const collection = (node: SyntaxNode, path: readonly string[]): void => {
    for (const child of node.children) {
      const [key, value] = [childOf(child, "key"), childOf(child, "val")];
      if (child.type === "object_elem" && key && value) {
        held(value, [...path, constantAt(text, key.start, key.end).value], key);
      } else if (node.type === "tuple" && child.type === "expression") held(child, [...path, "*"], child);
    }
  };
  walk(root, []);
  return dataFacts("hcl", keyValues);
}

/** Through the nodes that only wrap another. */
function unwrapped(node: SyntaxNode): SyntaxNode {
  const [only, ...more] = node.children;
  if (!only || more.length > 0 || !/^(?:expression|collection_value|literal_value|template_expr)$/.test(node.type))
    return node;
  return unwrapped(only);
}

const argumentsOf = ({ type, children }: SyntaxNode): readonly SyntaxNode[] =>
  type === "function_call" ? (children.find((child) => child.type === "function_arguments")?.children ?? []) : [];

function scalarAt(node: SyntaxNode, path: readonly string[], text: string): KeyValue {
  if (/^(?:string_lit|quoted_template|numeric_lit|bool_lit)$/.test(node.type)) return valueAt(text, path, node);
  const { start, end } = node;
  if (node.type === "null_lit") return emptyAt(path, node);
  if (node.type === "heredoc_template") {
    const inner = { start: node.children[1]?.end ?? start, end: node.children.at(-1)?.start ?? end };
    const value = text.slice(inner.start, inner.end);
    return { start, end, path, value: { kind: "constant", type: "text", start, end, value, inner } };
  }
  const value = `\${${text.slice(start, end)}}`;
  return { start, end, path, value: { kind: "constant", type: "text", start, end, value, inner: { start, end } } };
}
