/** Go to definition and find references for variables: across code, stores, their lists, Compose files and pipelines. */
import type { DefinitionParams, Location, ReferenceParams } from "vscode-languageserver";
import type { PlacedVariable } from "../../engine/variables/table.ts";
import type { Role } from "../../engine/variables/variable.ts";
import { type Folder, uriOf } from "../folders.ts";
import type { Session } from "../session.ts";
import { placeAt } from "./place-at.ts";
import { tableOf } from "./tables.ts";

/** Where the name gets its value; else where it is declared; else where it is listed. */
export async function definitions(session: Session, { textDocument, position }: DefinitionParams): Promise<Location[]> {
  const { folder, places, own } = await everyPlace(session, textDocument.uri, position);
  if (!folder || !own) return [];
  const inOrder: readonly Role[] = ["set", "declared", "listed"];
  const role = inOrder.find((wanted) => places.some((place) => place.role === wanted));
  return places.filter((place) => place.role === role).map((place) => toLocation(session, folder, place));
}

export async function references(
  session: Session,
  { textDocument, position, context }: ReferenceParams,
): Promise<Location[]> {
  const { folder, places } = await everyPlace(session, textDocument.uri, position);
  if (!folder) return [];
  const wanted = context.includeDeclaration ? places : places.filter(({ role }) => role === "read");
  return wanted.map((place) => toLocation(session, folder, place));
}

/** The places of the name at a position, those nearest to the document first. */
async function everyPlace(session: Session, uri: string, position: DefinitionParams["position"]) {
  const own = placeAt(session, uri, position);
  const folder = own?.location.folder;
  if (!own || !folder) return { places: [] };
  const places = (await tableOf(session, folder)).of(own.place.name);
  return { own, folder, places: nearestFirst(places, own.location.path) };
}

/** Those first that share most folders with a path. */
export const nearestFirst = <P extends Pick<PlacedVariable, "path">>(places: readonly P[], path: string): P[] =>
  [...places].sort((a, b) => shared(b.path, path) - shared(a.path, path));

function shared(path: string, other: string): number {
  const [a, b] = [path.split("/"), other.split("/")];
  const differs = a.findIndex((part, at) => part !== b[at]);
  return differs < 0 ? a.length : differs;
}

/** By the address of the document, where the file is open under another spelling. */
function toLocation(session: Session, folder: Folder, { path, range }: PlacedVariable): Location {
  const open = session.documents.all.find(({ uri }) => {
    const location = session.locate(uri);
    return location.path === path && location.folder?.uri === folder.uri && !session.documents.isCell(uri);
  });
  return { uri: open?.uri ?? uriOf(folder, path), range };
}
