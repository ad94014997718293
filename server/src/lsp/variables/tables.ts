/** Keeps the tables of variables up to date: what is open in the editor stands in the place of what is on disk. */
import type { VariableTable } from "../../engine/variables/table.ts";
import { isStoreFile, readFolder, variablesOfFile } from "../../workspace/variables/read-folder.ts";
import type { Folder } from "../folders.ts";
import { isLeftOut, type Walked } from "../left-out.ts";
import type { Session } from "../session.ts";
import { watchAllFiles } from "../watching.ts";
import type { FolderNames } from "./names.ts";

/** Changes are gathered for so long, in milliseconds. */
const GATHER = 300;
/** Where something changes all the time, what changed is read after so long, in milliseconds. */
const LONGEST = 3000;
/** When more changed at once, the folder is read anew. */
const MANY = 200;

/** All names of a folder, which is read when it is first asked for. */
export async function tableOf(session: Session, folder: Folder): Promise<VariableTable> {
  const state = session.names.folder(folder.uri) ?? begin(session, folder);
  await state.read;
  await upToDate(session, folder, state);
  return state.table;
}

/** All names of a folder, where somebody asked for them before and they have been read. */
export async function knownTable(session: Session, folder: Folder): Promise<VariableTable | undefined> {
  const state = session.names.folder(folder.uri);
  if (!state?.complete) return undefined;
  await upToDate(session, folder, state);
  return state.table;
}

/**
 * Reads folders in the background, where an open document names a variable; then diagnostics are asked for again. Others
 * are not read for it: whoever opens no such document waits for nothing.
 */
export function readNames(session: Session): void {
  for (const document of session.documents.all) {
    const { folder, path } = session.locate(document.uri);
    const isBegun = folder === undefined || session.names.folder(folder.uri) !== undefined;
    if (!isBegun && session.names.of(document, path).places.length > 0) begin(session, folder);
  }
}

function begin(session: Session, folder: Folder): FolderNames {
  const { names, failed } = session;
  const { root, loose } = folder;
  const state = names.begin(folder.uri, (table, signal) =>
    readWhole(session, folder, table, signal).catch(failed("variables")),
  );
  if (root !== undefined && !loose) watchAllFiles(session).catch(failed("registration"));
  state.read.then(() => tellOthers(session, folder)).catch(failed("variables"));
  return state;
}

/** Reads all files of a folder, and forgets what is there no more. */
async function readWhole(
  { names, references, configs, files }: Session,
  { root, loose }: Folder,
  table: VariableTable,
  signal: AbortSignal,
): Promise<void> {
  // Around a loose file there may be anything: its own names are all that is looked at.
  if (root === undefined || loose) return;
  const seen = new Set<string>();
  const request = { root, references, namings: names.namings, configs: configs.treeFor(root) };
  for await (const { path, variables } of readFolder(request, files, signal)) {
    seen.add(path);
    table.put(path, variables);
  }
  if (!signal.aborted) table.retain(seen);
}

async function upToDate(session: Session, folder: Folder, state: FolderNames): Promise<void> {
  await readChanged(session, folder, state);
  const open = new Map<string, number>();
  for (const document of session.documents.all) {
    const { folder: owner, path } = session.locate(document.uri);
    if (owner?.uri !== folder.uri || session.documents.isCell(document.uri)) continue;
    open.set(path, document.version);
    if (state.open.get(path) !== document.version) state.table.put(path, session.names.of(document, path));
  }
  const closed = [...state.open.keys()].filter((path) => !open.has(path));
  state.open.clear();
  for (const [path, version] of open) state.open.set(path, version);
  for (const path of closed) await readAgain(session, folder, state, path, new Map());
}

async function readChanged(session: Session, folder: Folder, state: FolderNames): Promise<void> {
  const changed = [...state.changed];
  const all = state.outdated || changed.length > MANY;
  state.changed.clear();
  state.outdated = false;
  if (all) {
    await readWhole(session, folder, state.table, state.reading.signal);
    // What is open is put over it again.
    return state.open.clear();
  }
  const walked: Walked = new Map();
  for (const path of changed) if (!state.open.has(path)) await readAgain(session, folder, state, path, walked);
}

async function readAgain(
  session: Session,
  { uri, root }: Folder,
  { table }: FolderNames,
  path: string,
  walked: Walked,
): Promise<void> {
  if (root === undefined) return table.forget(path);
  const location = session.locate(`${uri}/${path.split("/").map(encodeURIComponent).join("/")}`);
  const { file } = location;
  if (file === undefined) return;
  const isRead = isStoreFile(path)
    ? !/(?:^|\/)node_modules\//.test(path)
    : !(await isLeftOut(session, location, walked));
  const { references, names } = session;
  const variables = isRead
    ? variablesOfFile(file, path, session.host.files.reader(), { references, namings: names.namings })
    : undefined;
  if (variables) table.put(path, variables);
  else table.forget(path);
}

/** Files changed on disk: they are read again when their folder's names are next asked for. */
export function namesChangedOnDisk(session: Session, uris: readonly string[]): void {
  if (session.names.begun.size === 0) return;
  for (const uri of uris) {
    const { folder, path } = session.locate(uri);
    if (folder) session.names.folder(folder.uri)?.changed.add(path);
  }
  scheduleTelling(session);
}

/** What is left out may have changed: all is read again when it is next asked for. */
export function namesOutdated(session: Session): void {
  for (const state of session.names.begun.values()) state.outdated = true;
  scheduleTelling(session);
}

/** A document changed in the editor; others may have other diagnostics now. */
export function scheduleTelling(session: Session): void {
  if (session.names.begun.size === 0) return;
  const task = (): void => {
    const all = session.folders.all.map((folder) => tellOthers(session, folder));
    Promise.all(all).catch(session.failed("variables"));
  };
  session.debouncer.schedule("variables", GATHER, task, LONGEST);
}

async function tellOthers(session: Session, folder: Folder): Promise<void> {
  const table = await knownTable(session, folder);
  const state = session.names.folder(folder.uri);
  if (!table || !state || state.told === table.revision) return;
  state.told = table.revision;
  for (const document of session.documents.all) {
    const location = session.locate(document.uri);
    const isNaming = session.names.of(document, location.path).places.length > 0;
    if (location.folder?.uri === folder.uri && isNaming) session.onNews(document.uri);
  }
}
