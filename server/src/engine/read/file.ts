/** Reads any file that a reader knows into facts. */
import type { SourceDocument } from "../document.ts";
import { codeGrammarOf } from "./code/index.ts";
import { CodeReader } from "./code/reader.ts";
import { readDockerfile } from "./dockerfile.ts";
import { readDotenv } from "./dotenv.ts";
import type { FileFacts } from "./facts.ts";
import { readHcl } from "./hcl.ts";
import { readJson } from "./json.ts";
import { readIni, readNetrc, readNpmrc, readProperties } from "./lines.ts";
import { readPrisma } from "./prisma.ts";
import { readSql } from "./sql.ts";
import type { Grammars, SyntaxNode } from "./syntax.ts";
import { readToml } from "./toml.ts";
import { readYaml } from "./yaml.ts";

/** Files that are read by their lines, by how their paths end. */
const byLines: readonly (readonly [path: RegExp, language: string, read: (text: string) => FileFacts])[] = [
  [/(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?$|\.dockerfile$/i, "dockerfile", readDockerfile],
  [/(?:^|\/)\.env(?:\.[\w-]+)*$/, "dotenv", readDotenv],
  [/\.properties$/i, "properties", readProperties],
  [/\.(?:ini|cfg|cnf)$|(?:^|\/)(?:\.pypirc|\.gitconfig|\.git\/config|\.aws\/(?:credentials|config))$/i, "ini", readIni],
  [/(?:^|\/)\.?npmrc$/i, "npmrc", readNpmrc],
  [/(?:^|\/)[._]netrc$/i, "netrc", readNetrc],
  [/\.(?:sql|ddl|psql|pgsql)$/i, "sql", readSql],
  [/\.prisma$/i, "prisma", readPrisma],
];

/** Files of data that have a grammar, which is called like their language. */
const byGrammar: readonly (readonly [
  path: RegExp,
  grammar: string,
  read: (root: SyntaxNode, text: string) => FileFacts,
])[] = [
  [/\.ya?ml$/i, "yaml", readYaml],
  [/\.(?:json|jsonc|json5|tfstate)$|(?:^|\/)\.docker\/config\.json$/i, "json", readJson],
  [/\.toml$|(?:^|\/)(?:Pipfile|\.cargo\/(?:credentials|config))$/i, "toml", readToml],
  [/\.(?:tf|tfvars|hcl|tofu)$/i, "hcl", readHcl],
];

/** Reads one document when it is told to. */
export interface FactsReader {
  /** Of the facts: those of code hold no values at paths of keys, those of data hold nothing else. */
  readonly kind: "code" | "data";
  readonly language: string;
  /** The document's text is taken before this returns. */
  read(grammars: Grammars): Promise<FileFacts | undefined>;
}

/** Types alone: nothing in them runs. */
const DECLARATIONS = /\.(?:d\.[cm]?ts|pyi)$/i;

/** @returns undefined where no reader knows such files */
export function readerOf(document: SourceDocument): FactsReader | undefined {
  const { path } = document;
  const lines = byLines.find(([test]) => test.test(path));
  if (lines) return { kind: "data", language: lines[1], read: async () => lines[2](document.text) };
  const data = byGrammar.find(([test]) => test.test(path));
  if (data) return { kind: "data", language: data[1], read: parsed(document, data[1], data[2]) };
  const code = DECLARATIONS.test(path) ? undefined : codeGrammarOf(document);
  if (!code) return undefined;
  const read = parsed(document, code.grammar, (root, text) => new CodeReader(text, code.table).readAll(root));
  return { kind: "code", language: code.table.language, read };
}

function parsed(
  document: SourceDocument,
  grammar: string,
  read: (root: SyntaxNode, text: string) => FileFacts,
): FactsReader["read"] {
  return async (grammars) => {
    const { text } = document;
    const root = await grammars.parse(grammar, text);
    return root && read(root, text);
  };
}

/** @returns undefined for files that no grammar reads */
export const grammarOf = (document: SourceDocument): string | undefined =>
  byGrammar.find(([test]) => test.test(document.path))?.[1] ?? codeGrammarOf(document)?.grammar;
