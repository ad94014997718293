/** Says of the variable under the pointer where its value is kept, whether it is set, how old that is and who loads it; never the value. */
import * as l10n from "@vscode/l10n";
import type { HoverParams } from "vscode-languageserver";
import type { Range } from "../../engine/document.ts";
import { loaderIn } from "../../engine/fix/index.ts";
import type { PlacedVariable } from "../../engine/variables/table.ts";
import { dotenv } from "../../providers/dotenv.ts";
import { registerOf } from "../../providers/project.ts";
import { readAround } from "../actions/surroundings.ts";
import { fileAt } from "../file-at.ts";
import { type Folder, uriOf } from "../folders.ts";
import type { Session } from "../session.ts";
import { lookUp } from "../stores/providers.ts";
import { nearestFirst } from "./definition.ts";
import { type PlaceAt, placeAt } from "./place-at.ts";
import { tableOf } from "./tables.ts";
import { valueFacts } from "./value-facts.ts";

/** Places that are told one by one at most. */
const MOST = 5;

/** Undefined where no name stands. */
export async function variableHover(
  session: Session,
  { textDocument, position }: HoverParams,
): Promise<{ readonly page: string; readonly range: Range } | undefined> {
  const at = placeAt(session, textDocument.uri, position);
  const folder = at?.location.folder;
  if (!at || !folder) return undefined;
  const table = await tableOf(session, folder);
  const places = nearestFirst(table.of(at.place.name), at.location.path);
  return { page: await pageOf(session, folder, at, places), range: at.place.range };
}

async function pageOf(
  session: Session,
  folder: Folder,
  at: PlaceAt,
  places: readonly PlacedVariable[],
): Promise<string> {
  const of = (role: PlacedVariable["role"]): readonly PlacedVariable[] => places.filter((place) => place.role === role);
  const kept = await keptIn(session, folder, at.place.name);
  const set = await Promise.all(
    of("set")
      .slice(0, MOST)
      .map((place) => setLine(session, folder, place)),
  );
  const lines = [
    ...set,
    ...(kept ? [kept] : []),
    ...keeperLine(places),
    ...placesLine(folder, of("declared"), (where) => l10n.t("Handed on in {0}", where)),
    ...placesLine(folder, of("listed"), (where) => l10n.t("Listed without its value in {0}", where)),
    ...readLine(of("read")),
    ...(await loaderLine(session, folder, at)),
  ];
  const isKnown = set.length > 0 || kept !== undefined || places.some(({ keeper }) => keeper);
  const nowhere = isKnown ? [] : [l10n.t("Nothing in this workspace gives it a value.")];
  return [`**${at.place.name}**`, ...nowhere, lines.map((line) => `- ${line}`).join("\n")].filter(Boolean).join("\n\n");
}

const link = (folder: Folder, { path, range }: PlacedVariable): string =>
  `[${path}:${range.start.line + 1}](${uriOf(folder, path)}#L${range.start.line + 1})`;

async function setLine(session: Session, folder: Folder, place: PlacedVariable): Promise<string> {
  const where = link(folder, place);
  if (place.empty) return l10n.t("Set to nothing in {0}", where);
  const facts = await valueFacts(session, folder, place);
  return [l10n.t("Set in {0}", where), ...facts].join(", ");
}

/** In a store other than a file, by the team's register. */
async function keptIn(session: Session, folder: Folder, name: string): Promise<string | undefined> {
  if (folder.root === undefined || folder.loose) return undefined;
  const register = await registerOf({ files: session.files }, folder.root);
  const id = register.names[name];
  if (id === undefined) return undefined;
  return l10n.t("Kept in {0}", lookUp(session, folder, id)?.title ?? id);
}

function keeperLine(places: readonly PlacedVariable[]): string[] {
  const keepers = new Set(places.flatMap(({ keeper }) => (keeper ? [keeper] : [])));
  return [...keepers].map((keeper) => l10n.t("Kept by {0}, which only those who sign in there can tell", keeper));
}

function placesLine(folder: Folder, places: readonly PlacedVariable[], line: (where: string) => string): string[] {
  const [first] = places;
  if (!first) return [];
  const shown = places.slice(0, MOST).map((place) => link(folder, place));
  const more = places.length > MOST ? [l10n.t("{0} more", places.length - MOST)] : [];
  return [line([...shown, ...more].join(", "))];
}

function readLine(places: readonly PlacedVariable[]): string[] {
  if (places.length === 0) return [l10n.t("Nothing in this workspace reads it by its name")];
  const files = new Set(places.map(({ path }) => path)).size;
  if (places.length === 1) return [l10n.t("Read here only")];
  return [l10n.t("Read in {0} places of {1} files", places.length, files)];
}

/** Asked of code only: who hands the nearest `.env` to it. */
async function loaderLine(session: Session, folder: Folder, { document, location, place }: PlaceAt): Promise<string[]> {
  if (place.role !== "read" || folder.root === undefined || folder.loose || place.keeper) return [];
  const source = { path: location.path, text: document.getText(), languageId: document.languageId };
  const around = await readAround(session, folder.root, source);
  const files = new Map([...around].map(([path, { text }]) => [path, text ?? ""]));
  const loader = loaderIn({ document: source, files, store: dotenv, references: session.references });
  if (!loader) return [];
  const { storePath, title } = loader;
  const isThere = (await fileAt(session, `${folder.root}/${storePath}`)).text !== undefined;
  if (title !== undefined) return [l10n.t("{0} is loaded by {1}", storePath, title)];
  return isThere ? [l10n.t("Nothing is known to load {0} here", storePath)] : [];
}
