/** Grammars that are loaded when they are first asked for, and the parser with the first of them. */
import { type Grammars, NotRead } from "../engine/read/syntax.ts";
import type { GrammarSource, Parse } from "./tree-sitter.ts";

/** @param budget how long one text may take to parse, in milliseconds; a few seconds where absent */
export function lazyGrammars(source: GrammarSource, budget?: number): Grammars {
  const parsers = new Map<string, Promise<Parse | undefined>>();
  let program: Promise<(grammar: string) => Promise<Parse>> | undefined;
  const load = async (grammar: string): Promise<Parse | undefined> => {
    try {
      program ??= import("./tree-sitter.ts").then(({ treeSitter }) => treeSitter(source, budget));
      return await (await program)(grammar);
    } catch {
      // Without the grammar its files are left to the readers that need none.
      return undefined;
    }
  };
  return {
    parse: async (grammar, text) => {
      if (!parsers.has(grammar)) parsers.set(grammar, load(grammar));
      const parse = await parsers.get(grammar);
      const root = parse?.(text);
      if (parse && !root) throw new NotRead("it takes too long to parse");
      return root;
    },
  };
}
