/** How badly a text parses: what its grammar, or a reader of its format, finds wrong with it. */
import { Parser } from "htmlparser2";
import { parse as parseToml } from "smol-toml";
import { parseAllDocuments } from "yaml";
import { codeGrammarOf } from "../../server/src/engine/read/code/index.ts";
import type { Grammars, SyntaxNode } from "../../server/src/engine/read/syntax.ts";

/** Those that are read for their text alone elsewhere. */
const OTHERS: Readonly<Record<string, string>> = { tf: "hcl", tfvars: "hcl", json: "json", jsonc: "json" };

/** @returns how many places are wrong; undefined where nothing here reads such a file */
export async function faultsIn(path: string, text: string, grammars: Grammars): Promise<number | undefined> {
  const ending = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  const content = text.replace(/^\uFEFF/, "");
  if (["yml", "yaml"].includes(ending)) return yamlFaults(content);
  if (ending === "toml") return tomlFaults(content);
  if (["xml", "config", "csproj"].includes(ending)) return xmlFaults(content);
  const grammar = codeGrammarOf({ path, text })?.grammar ?? OTHERS[ending];
  const root = grammar === undefined ? undefined : await grammars.parse(grammar, content).catch(() => undefined);
  return root && errorsIn(root);
}

const errorsIn = (root: SyntaxNode): number => {
  let count = 0;
  for (const open = [root]; open.length > 0; ) {
    const node = open.pop()!;
    if (node.type === "ERROR") count++;
    open.push(...node.children);
  }
  return count;
};

const yamlFaults = (text: string): number =>
  [parseAllDocuments(text, { logLevel: "silent" })].flat().reduce((sum, { errors }) => sum + errors.length, 0);

function tomlFaults(text: string): number {
  try {
    parseToml(text);
    return 0;
  } catch {
    return 1;
  }
}

function xmlFaults(text: string): number {
  let depth = 0;
  let faults = 0;
  const parser = new Parser(
    {
      onopentag: () => void depth++,
      onclosetag: (_, implied) => {
        depth--;
        if (implied && depth >= 0) faults++;
      },
    },
    { xmlMode: true, recognizeSelfClosing: true },
  );
  parser.end(text);
  return faults + Math.abs(depth);
}
