/** Which grammar reads which file, and what its nodes mean. */
import type { SourceDocument } from "../../document.ts";
import { bash } from "./bash.ts";
import { csharp } from "./csharp.ts";
import { dart } from "./dart.ts";
import { go } from "./go.ts";
import { java } from "./java.ts";
import { javascript } from "./javascript.ts";
import { kotlin } from "./kotlin.ts";
import { php } from "./php.ts";
import { powershell } from "./powershell.ts";
import { python } from "./python.ts";
import type { GrammarTable } from "./reader.ts";
import { ruby } from "./ruby.ts";
import { rust } from "./rust.ts";
import { scala } from "./scala.ts";
import { swift } from "./swift.ts";

export interface CodeGrammar {
  /** The grammar's name, as its file has it. */
  readonly grammar: string;
  readonly table: GrammarTable;
}

/** By the endings of file names, and by the editor's names of languages. */
const grammars: readonly (readonly [extensions: string, languages: string, grammar: string, table: GrammarTable])[] = [
  ["js mjs cjs jsx", "javascript javascriptreact", "javascript", javascript],
  ["ts mts cts", "typescript", "typescript", javascript],
  ["tsx", "typescriptreact", "tsx", javascript],
  ["py pyi pyw", "python", "python", python],
  ["go", "go", "go", go],
  ["java", "java", "java", java],
  ["rb rake gemspec", "ruby", "ruby", ruby],
  ["php phtml", "php", "php", php],
  ["cs", "csharp", "c-sharp", csharp],
  ["sh bash zsh ksh", "shellscript", "bash", bash],
  ["kt kts", "kotlin", "kotlin", kotlin],
  ["rs", "rust", "rust", rust],
  ["scala sc sbt", "scala", "scala", scala],
  ["swift", "swift", "swift", swift],
  ["ps1 psm1 psd1", "powershell", "powershell", powershell],
  ["dart", "dart", "dart", dart],
];

const byExtension = new Map(
  grammars.flatMap(([extensions, , grammar, table]) =>
    extensions.split(" ").map((extension): [string, CodeGrammar] => [extension, { grammar, table }]),
  ),
);
const byLanguage = new Map(
  grammars.flatMap(([, languages, grammar, table]) =>
    languages.split(" ").map((language): [string, CodeGrammar] => [language, { grammar, table }]),
  ),
);

/** @returns undefined for files that no grammar here reads */
export const codeGrammarOf = ({ path, languageId = "" }: SourceDocument): CodeGrammar | undefined =>
  byExtension.get(path.slice(path.lastIndexOf(".") + 1).toLowerCase()) ?? byLanguage.get(languageId);
