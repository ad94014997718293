/** Reads any file that a reader knows into facts. */
import type { SourceDocument } from "../document.ts";
import { codeGrammarOf } from "./code/index.ts";
import { CodeReader } from "./code/reader.ts";
import { readDockerfile } from "./dockerfile.ts";
import { readDotenv } from "./dotenv.ts";
import type { FileFacts } from "./facts.ts";
import type { Grammars, SyntaxNode } from "./syntax.ts";
import { readYaml } from "./yaml.ts";

const DOCKERFILE = /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?$|\.dockerfile$/i;
const DOTENV = /(?:^|\/)\.env(?:\.[\w-]+)*$/;
const YAML = /\.ya?ml$/i;

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
  if (DOCKERFILE.test(path)) return { read: async () => readDockerfile(document.text) };
  if (DOTENV.test(path)) return { read: async () => readDotenv(document.text) };
  if (YAML.test(path)) return { read: parsed(document, "yaml", readYaml) };
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
