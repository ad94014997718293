/** Who owns a file, as CODEOWNERS says: https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners, https://docs.gitlab.com/user/project/codeowners/reference/ */
import ignore from "ignore";
import type { Files } from "../host/host.ts";

/** Where it is looked for; the first one holds. */
const PLACES = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];

/** @returns undefined for files that nobody owns */
export type Owners = (path: string) => string | undefined;

/** @param root absolute. @returns asks with paths relative to it, with `/` */
export async function ownersIn(root: string, files: Pick<Files, "read">): Promise<Owners> {
  for (const place of PLACES) {
    const bytes = await files.read(`${root}/${place}`);
    if (bytes) return readOwners(new TextDecoder().decode(bytes));
  }
  return () => undefined;
}

/** The last line whose pattern matches decides. */
export function readOwners(text: string): Owners {
  const rules: { readonly matches: (path: string) => boolean; readonly owners: string }[] = [];
  let usual = "";
  for (const line of text.split(/\r?\n/)) {
    const words = line.replace(/(?:^|\s)#.*$/, "").trim();
    const section = /^\^?\[[^\]]+\](?:\[\d+\])?(.*)$/.exec(words);
    if (section) usual = section[1]!.trim();
    if (words === "" || section) continue;
    const [pattern, ...owners] = words.split(/(?<!\\)\s+/) as [string, ...string[]];
    const matcher = ignore().add(pattern.replace(/\\ /g, " "));
    rules.push({ matches: (path) => matcher.ignores(path), owners: owners.join(" ") || usual });
  }
  return (path) =>
    ignore.isPathValid(path) ? rules.findLast(({ matches }) => matches(path))?.owners || undefined : undefined;
}
