/** The good tokens of the inventory: names that the workspace's code reads, and what its stores have. */
import type { ProtocolReference, ReferencesResult } from "../../protocol.ts";
import { registerOf } from "../../providers/project.ts";
import { referencesOf } from "../../workspace/reads.ts";
import { type Folder, uriOf } from "../folders.ts";
import type { Session } from "../session.ts";
import { tableOf } from "../variables/tables.ts";

export async function allReferences(session: Session): Promise<ReferencesResult> {
  const known = await Promise.all(session.folders.all.map((folder) => referencesOfFolder(session, folder)));
  return { references: known.flat().sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)) };
}

async function referencesOfFolder(session: Session, folder: Folder): Promise<ProtocolReference[]> {
  const { root } = folder;
  if (root === undefined || folder.loose) return [];
  const [table, { names }] = await Promise.all([tableOf(session, folder), registerOf({ files: session.files }, root)]);
  return referencesOf(table, names, session.catalogue).map((reference) => ({
    ...reference,
    places: reference.places.map(({ path, range }) => {
      const uri = uriOf(folder, path);
      return { uri, range, path: session.folders.display(session.folders.locate(uri)) };
    }),
  }));
}
