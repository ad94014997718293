/** Brings trees of Dart into shape: what is called, read or set on a value stands beside it in the grammar's tree, not round it. */
import type { SyntaxNode } from "../syntax.ts";
import { together } from "./blocks.ts";

const SUFFIX = /^(?:selector|(?:un)?conditional_assignable_selector|cascade_section|argument_part)$/;
const SIGNATURE = /^(?:method_signature|function_signature)$/;
const NO_VALUE = /^(?:label|argument_part|cascade_selector|.*_builtin|.*operator|inferred_type|.*comment)$/;

/** A value with what follows it becomes one `postfix`, a head with its body one `function`. */
export function shaped(node: SyntaxNode): SyntaxNode {
  if (node.children.length === 0) return node;
  const children: SyntaxNode[] = [];
  for (const child of node.children.map(shaped)) {
    const before = children.at(-1);
    if (SUFFIX.test(child.type) && before && before.field === child.field && !NO_VALUE.test(before.type)) {
      const parts = before.type === "postfix" ? before.children : [before];
      children[children.length - 1] = together("postfix", [...parts, child], before);
    } else if (child.type === "function_body" && before && SIGNATURE.test(before.type)) {
      children[children.length - 1] = together("function", [before, child], before);
    } else children.push(child);
  }
  return { ...node, children };
}
