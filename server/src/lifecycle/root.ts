/** Where a folder's accounts lie: in the root of its repository, else in the nearest folder above that has some. */
import type { Host } from "../host/host.ts";
import { FOLDER, LEDGER, SALT } from "./files.ts";

/** @param folder absolute. @returns absolute; the folder itself where nothing is found */
export async function accountsRoot(folder: string, { git, files }: Pick<Host, "git" | "files">): Promise<string> {
  const root = await git.root(folder);
  if (root !== undefined) return root;
  for (let above = folder; ; above = parentOf(above)) {
    for (const name of [LEDGER, SALT]) if (await files.read(`${above}/${FOLDER}/${name}`)) return above;
    if (parentOf(above) === above) return folder;
  }
}

/** The path of a folder below the root, with `/` and one at its end; empty for the root itself. */
export const pathBelow = (root: string, folder: string): string =>
  folder === root ? "" : `${folder.slice(root.length + 1).replaceAll("\\", "/")}/`;

const parentOf = (folder: string): string => folder.replace(/[\\/][^\\/]*$/, "") || folder;
