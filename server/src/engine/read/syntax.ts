/** Syntax trees as plain data, and the port through which the engine is given them: grammars are the host's to load. */

/** A node of a syntax tree. Offsets are UTF-16 code units. Of unnamed nodes (punctuation, keywords) only those with a field are kept. */
export interface SyntaxNode {
  readonly type: string;
  /** What it is to its parent, where the grammar tells: `left`, `callee`. */
  readonly field: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly children: readonly SyntaxNode[];
}

/** Why a text has no facts, in words that follow "handling rules: "; it is left to the readers of text alone. */
export class NotRead extends Error {}

/** Parses texts by grammars that are loaded on demand. */
export interface Grammars {
  /**
   * Rejects with NotRead where the text takes too long.
   * @returns undefined where there is no such grammar, or it cannot be loaded
   */
  parse(grammar: string, text: string): Promise<SyntaxNode | undefined>;
}

export const childOf = (node: SyntaxNode, field: string): SyntaxNode | undefined =>
  node.children.find((child) => child.field === field);

export const childrenOf = (node: SyntaxNode, field: string): readonly SyntaxNode[] =>
  node.children.filter((child) => child.field === field);
