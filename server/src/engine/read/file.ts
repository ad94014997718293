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
const byLines: readonly (readonly [path: RegExp, read: (text: string) => FileFacts])[] = [
  [/(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?$|\.dockerfile$/i, readDockerfile],
  [/(?:^|\/)\.env(?:\.[\w-]+)*$/, readDotenv],
  [/\.properties$/i, readProperties],
  [/\.(?:ini|cfg|cnf)$|(?:^|\/)(?:\.pypirc|\.gitconfig|\.git\/config|\.aws\/(?:credentials|config))$/i, readIni],
  [/(?:^|\/)\.?npmrc$/i, readNpmrc],
  [/(?:^|\/)[._]netrc$/i, readNetrc],
  [/\.(?:sql|ddl|psql|pgsql)$/i, readSql],
  [/\.prisma$/i, readPrisma],
];

/** Files of data that have a grammar. */
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
  /** Of the facts, where they are all of one language of programs. */
  readonly language?: string;
  /** The document's text is taken before this returns. */
  read(grammars: Grammars): Promise<FileFacts | undefined>;
}

/** @returns undefined where no reader knows such files */
export function readerOf(document: SourceDocument): FactsReader | undefined {
  const { path } = document;
  const lines = byLines.find(([test]) => test.test(path));
  if (lines) return { read: async () => lines[1](document.text) };
  const data = byGrammar.find(([test]) => test.test(path));
  if (data) return { read: parsed(document, data[1], data[2]) };
  const code = codeGrammarOf(document);
  if (!code) return undefined;
  const read = parsed(document, code.grammar, (root, text) => new CodeReader(text, code.table).readAll(root));
  return { language: code.table.language, read };
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
