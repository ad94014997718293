/** Blocks as values: in some languages a block, a branch or a function's body is worth its last expression. */
import type { Expression } from "../facts.ts";
import type { SyntaxNode } from "../syntax.ts";
import type { Build, CodeReader } from "./reader.ts";

/** All parts are read; the last one is the value. */
export const last: Build = (node, reader) => {
  const parts = reader.parts(node);
  return parts.at(-1) ?? { kind: "other", start: node.start, end: node.end, parts };
};

/** One node made of others that the grammar leaves side by side. */
export const together = (type: string, children: readonly SyntaxNode[], of: SyntaxNode): SyntaxNode => ({
  type,
  field: of.field,
  start: children[0]?.start ?? of.start,
  end: children.at(-1)?.end ?? of.end,
  children,
});

/** One of several values, as a condition has it; of one that is the only one, that. */
export function oneOf({ start, end }: SyntaxNode, alternatives: readonly Expression[]): Expression {
  return alternatives.length === 1 ? alternatives[0]! : { kind: "choice", start, end, alternatives };
}

/** A function whose body has no field of its own. */
export function functionWith(
  node: SyntaxNode,
  reader: CodeReader,
  about: { name?: SyntaxNode | undefined; parameters: readonly string[]; body: SyntaxNode | undefined; value: boolean },
): Expression {
  const { name, parameters, body, value } = about;
  return reader.func(node, { ...(name && { name: reader.textOf(name) }), parameters, ...(body && { body }), value });
}
