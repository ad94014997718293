/** Follows what changes on disk: configs and ignore files at once, files and folders by scanning them again, many in one go. */
import {
  type DidChangeWatchedFilesParams,
  FileChangeType,
  type WorkspaceFoldersChangeEvent,
} from "vscode-languageserver";
import { announceInventory, everythingChanged } from "./changes.ts";
import { isTeamConfig } from "./config-problems.ts";
import type { Folder } from "./folders.ts";
import { isLedger } from "./ledgers.ts";
import { isLeftOut, type Walked } from "./left-out.ts";
import type { Session } from "./session.ts";
import { namesChangedOnDisk, namesOutdated } from "./variables/tables.ts";
import { scanFolder, scanPaths } from "./workspace-scan.ts";

/** Changes are gathered for so long, in milliseconds: a checkout or a build changes thousands of files in a moment. */
const GATHER = 500;
/** Where something changes all the time, what changed is scanned after so long, in milliseconds. */
const LONGEST = 5000;
/** When more changed at once, walking the folders takes less than asking of each file whether it is left out. */
const MANY = 100;

export function filesChanged(session: Session, { changes }: DidChangeWatchedFilesParams): void {
  const settings = changes.some(
    ({ uri }) => isSettingFile(uri) || session.configs.isExtended(uri) || session.baselines.has(uri),
  );
  if (changes.some(({ uri }) => uri.endsWith("/.tokenward/salt"))) session.fingerprints.reset();
  if (settings) {
    session.configs.invalidate();
    session.baselines.invalidate();
    everythingChanged(session);
  }
  if (changes.some(({ uri }) => isLedger(uri))) {
    session.ledgers.invalidate();
    everythingChanged(session);
  }
  if (settings) namesOutdated(session);
  else
    namesChangedOnDisk(
      session,
      changes.map(({ uri }) => uri),
    );
  if (!session.disk.complete) return;
  for (const { uri, type } of changes) session.disk.changed.set(uri, type);
  if (settings) session.disk.outdated = true;
  scheduleRescan(session);
}

/** Documents may belong elsewhere now; what lies in folders that left is forgotten. */
export function foldersChanged(session: Session, event: WorkspaceFoldersChangeEvent): void {
  session.folders.change(event);
  session.disk.keepOnly(session.folders.all);
  session.names.forgetFolders();
  everythingChanged(session);
  rescanAll(session);
}

/** Scans all folders again, in a moment, where they were scanned before. */
export function rescanAll(session: Session): void {
  const { disk } = session;
  if (!disk.complete && !disk.scanning) return;
  disk.outdated = true;
  scheduleRescan(session);
}

/** By its address, which is quickly asked of thousands. */
const isSettingFile = (uri: string): boolean =>
  isTeamConfig(uri) || uri.endsWith("/.gitignore") || uri.includes("/.tokenward/");

function scheduleRescan(session: Session): void {
  const task = (): void => {
    rescan(session).catch(session.failed("rescan"));
  };
  session.debouncer.schedule("rescan", GATHER, task, LONGEST);
}

/** One at a time, so that what was read first never comes last. */
async function rescan(session: Session): Promise<void> {
  const { disk } = session;
  if (disk.scanning || disk.rescanning) return scheduleRescan(session);
  disk.rescanning = true;
  try {
    await rescanChanged(session);
  } finally {
    disk.rescanning = false;
  }
  announceInventory(session);
}

async function rescanChanged(session: Session): Promise<void> {
  const { disk } = session;
  const changed = [...disk.changed];
  const all = disk.outdated || changed.length > MANY;
  disk.changed.clear();
  disk.outdated = false;
  if (all) await rescanFolders(session);
  else await rescanFiles(session, changed);
}

async function rescanFolders(session: Session): Promise<void> {
  for (const folder of session.folders.all) await scanFolder(session, folder, undefined, () => {});
}

async function rescanFiles(session: Session, changed: readonly (readonly [string, FileChangeType])[]): Promise<void> {
  const walked: Walked = new Map();
  for (const [uri, type] of changed) {
    const location = session.folders.locate(uri);
    const { folder, file } = location;
    if (file === undefined || folder === undefined || folder.loose) continue;
    if (type === FileChangeType.Deleted || (await isLeftOut(session, location, walked))) session.disk.forget(file);
    else await rescanPath(session, folder, file);
  }
}

/** Whatever was known of the path, a folder perhaps, is replaced by what stands there now. */
async function rescanPath(session: Session, folder: Folder, path: string): Promise<void> {
  session.disk.forget(path);
  await scanPaths(session, folder, { paths: [path] }, undefined, () => {});
}
