/** What kind of text a document is, as far as that decides how a bare value is read. */
import type { SourceDocument } from "../document.ts";

/**
 * `code`: a bare word is an identifier, values stand in quotes. `line`: a bare value reaches to the end of its line
 * (dotenv, YAML, properties, ini). `word`: a bare value ends at white space (shell, prose, anything unknown).
 */
export type Form = "code" | "line" | "word";

const code =
  "js jsx mjs cjs ts tsx mts cts py pyi rb erb go java kt kts scala groovy gradle php cs fs vb rs swift c h cc cpp hpp m mm dart ex exs erl hs lua pl pm r jl clj elm nix sol tf hcl vue svelte astro json json5 jsonc ipynb map";
const line =
  "env yml yaml properties ini cfg conf config toml npmrc pypirc netrc editorconfig service tfvars cnf desktop plist";

const forms = new Map<string, Form>([
  ...code.split(" ").map((extension): [string, Form] => [extension, "code"]),
  ...line.split(" ").map((extension): [string, Form] => [extension, "line"]),
]);

export function formOf(document: SourceDocument): Form {
  const name = document.path.slice(document.path.lastIndexOf("/") + 1).toLowerCase();
  if (name === ".env" || name.startsWith(".env.")) return "line";
  return forms.get(name.slice(name.lastIndexOf(".") + 1)) ?? "word";
}
