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

/** @returns undefined where no reader knows such files */
export function readerOf(
  document: SourceDocument,
): ((grammars: Grammars) => Promise<FileFacts | undefined>) | undefined {
  const { path } = document;
  const lines = byLines.find(([test]) => test.test(path));
  if (lines) return async () => lines[1](document.text);
  const data = byGrammar.find(([test]) => test.test(path));
  if (data) {
    return async (grammars) => {
      const { text } = document;
      const root = await grammars.parse(data[1], text);
      return root && data[2](root, text);
    };
  }
  const code = codeGrammarOf(document);
  if (!code) return undefined;
  return async (grammars) => {
    const { text } = document;
    const root = await grammars.parse(code.grammar, text);
    return root && new CodeReader(text, code.table).readAll(root);
  };
}
