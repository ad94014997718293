/** Renames a variable wherever it stands: code, stores, their lists, Compose files and pipelines, in one edit. */
import * as l10n from "@vscode/l10n";
import {
  LSPErrorCodes,
  type PrepareRenameParams,
  type PrepareRenameResult,
  type RenameParams,
  ResponseError,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { rowOf } from "../../engine/fix/index.ts";
import { variablesIn } from "../../engine/variables/read.ts";
import type { PlacedVariable, VariableTable } from "../../engine/variables/table.ts";
import { registerOf } from "../../providers/project.ts";
import { fileAt } from "../file-at.ts";
import type { Folder } from "../folders.ts";
import type { Session } from "../session.ts";
import { lookUp } from "../stores/providers.ts";
import { type FileChange, type SpanEdit, toWorkspaceEdit } from "../workspace-edit.ts";
import { type PlaceAt, placeAt } from "./place-at.ts";
import { tableOf } from "./tables.ts";

/** Only names are renamed: elsewhere the editor's other renaming has its turn. */
export function prepareRename(
  session: Session,
  { textDocument, position }: PrepareRenameParams,
): PrepareRenameResult | null {
  const at = placeAt(session, textDocument.uri, position);
  return at?.location.folder ? { range: at.place.range, placeholder: written(at) } : null;
}

const written = ({ place: { name, prefix = "" } }: PlaceAt): string => name.slice(prefix.length);

/** @throws ResponseError with a sentence for the person, where the name cannot be that; nothing has changed then */
export async function rename(
  session: Session,
  { textDocument, position, newName }: RenameParams,
): Promise<WorkspaceEdit | null> {
  const at = placeAt(session, textDocument.uri, position);
  const folder = at?.location.folder;
  if (!at || !folder) return null;
  const table = await tableOf(session, folder);
  const name = (at.place.prefix ?? "") + newName.trim();
  if (name === at.place.name) return null;
  const places = table.of(at.place.name);
  const refusal =
    impossible(session, name, places) ?? taken(table, name) ?? (await kept(session, folder, at.place.name));
  if (refusal !== undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, refusal);
  const paths = [...new Set(places.map(({ path }) => path))];
  const changes = await Promise.all(paths.map((path) => changeOf(session, folder, path, at.place.name, name)));
  return (
    toWorkspaceEdit(
      changes.flatMap((change) => (change ? [change] : [])),
      session.features,
    ) ?? null
  );
}

/** Why it can be no name at one of its places. */
function impossible({ references }: Session, name: string, places: readonly PlacedVariable[]): string | undefined {
  const prefix = places.find((place) => place.prefix)?.prefix ?? "";
  if (!name.startsWith(prefix))
    return l10n.t("Its name begins with {0} here, for that is how it is found elsewhere.", prefix);
  const bare = name.slice(prefix.length);
  const isName = prefix.endsWith(":") ? /^[A-Za-z_][\w-]*$/.test(bare) : /^[A-Za-z_]\w*$/.test(bare);
  if (!isName) return l10n.t("A name has letters, digits and underscores, and begins with no digit.");
  if (references.reserved.includes(name)) return l10n.t("{0} is a name that systems use.", name);
  for (const { path } of places) {
    const row = rowOf({ path, text: "" }, references);
    if (row?.rename.some(({ pattern }) => pattern.test(name)))
      return l10n.t("{0} cannot have such a name: {1}", row.title, name);
  }
  return undefined;
}

/** Two variables would become one. */
function taken(table: VariableTable, name: string): string | undefined {
  const [first] = table.of(name);
  return first && l10n.t("{0} is another variable's name: it stands in {1}.", name, first.path);
}

/** Stores are not renamed in: the value would be looked for under a name that it does not have. */
async function kept(session: Session, folder: Folder, name: string): Promise<string | undefined> {
  if (folder.root === undefined || folder.loose) return undefined;
  const id = (await registerOf({ files: session.files }, folder.root)).names[name];
  if (id === undefined) return undefined;
  const title = lookUp(session, folder, id)?.title ?? id;
  return l10n.t("{0} keeps the value under this name: put it there under the new one first.", title);
}

/** On the text as it stands now, whatever it was when the table was made. */
async function changeOf(
  session: Session,
  folder: Folder,
  path: string,
  before: string,
  after: string,
): Promise<FileChange | undefined> {
  const { references, names, documents } = session;
  const open = documents.all.find(({ uri }) => {
    const location = session.locate(uri);
    return location.path === path && location.folder?.uri === folder.uri && !documents.isCell(uri);
  });
  const file = open
    ? { uri: open.uri, version: open.version, text: open.getText() }
    : folder.root === undefined
      ? undefined
      : await fileAt(session, `${folder.root}/${path}`);
  if (file?.text === undefined) return undefined;
  const { uri, version, text } = file;
  const read = { path, text, ...(open && { languageId: open.languageId }) };
  const places = variablesIn(read, references, names.namings).places.filter((place) => place.name === before);
  if (places.length === 0) return undefined;
  const keeper = places.find((place) => place.keeper)?.keeper;
  return {
    uri,
    version,
    text,
    create: false,
    edits: places.map(({ span, prefix = "", short }): SpanEdit => {
      const name = after.slice(prefix.length);
      return { span, newText: short ? `${name}: ${before.slice(prefix.length)}` : name };
    }),
    description: l10n.t("Rename {0} to {1}", before, after),
    ...(keeper && { note: l10n.t("{0} keeps the value: give it the new name there too.", keeper) }),
    needsConfirmation: keeper !== undefined,
  };
}
