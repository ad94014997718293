/** Reads any file that a reader knows into facts. */
import type { SourceDocument } from "../document.ts";
import { codeGrammarOf } from "./code/index.ts";
import { CodeReader } from "./code/reader.ts";
import { readDockerfile } from "./dockerfile.ts";
import { readDotenv } from "./dotenv.ts";
import type { FileFacts } from "./facts.ts";
import type { Grammars } from "./syntax.ts";
import { readYaml } from "./yaml.ts";

const DOCKERFILE = /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?$|\.dockerfile$/i;
const DOTENV = /(?:^|\/)\.env(?:\.[\w-]+)*$/;
const YAML = /\.ya?ml$/i;

/** @returns undefined where no reader knows such files */
export function readerOf(
  document: SourceDocument,
): ((grammars: Grammars) => Promise<FileFacts | undefined>) | undefined {
  const { path } = document;
  if (DOCKERFILE.test(path)) return async () => readDockerfile(document.text);
  if (DOTENV.test(path)) return async () => readDotenv(document.text);
  if (YAML.test(path)) {
    return async (grammars) => {
      const { text } = document;
      const root = await grammars.parse("yaml", text);
      return root && readYaml(root, text);
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
