/** Which grammar reads which file, and what its nodes mean. */
import type { SourceDocument } from "../../document.ts";
import { bash } from "./bash.ts";
import { csharp } from "./csharp.ts";
import { go } from "./go.ts";
import { java } from "./java.ts";
import { javascript } from "./javascript.ts";
import { php } from "./php.ts";
import { python } from "./python.ts";
import type { GrammarTable } from "./reader.ts";
import { ruby } from "./ruby.ts";

export interface CodeGrammar {
  /** The grammar's name, as its file has it. */
  readonly grammar: string;
  readonly table: GrammarTable;
}

const grammars: readonly (readonly [extensions: string, grammar: string, table: GrammarTable])[] = [
  ["js mjs cjs jsx", "javascript", javascript],
  ["ts mts cts", "typescript", javascript],
  ["tsx", "tsx", javascript],
  ["py pyi pyw", "python", python],
  ["go", "go", go],
  ["java", "java", java],
  ["rb rake gemspec", "ruby", ruby],
  ["php phtml", "php", php],
  ["cs", "c-sharp", csharp],
  ["sh bash", "bash", bash],
];

const byExtension = new Map(
  grammars.flatMap(([extensions, grammar, table]) =>
    extensions.split(" ").map((extension): [string, CodeGrammar] => [extension, { grammar, table }]),
  ),
);

/** @returns undefined for files that no grammar here reads */
export const codeGrammarOf = ({ path }: SourceDocument): CodeGrammar | undefined =>
  byExtension.get(path.slice(path.lastIndexOf(".") + 1).toLowerCase());
