/** Follows what changes on disk: configs and ignore files at once, files and folders by scanning them again, many in one go. */
import {
  type DidChangeWatchedFilesParams,
  FileChangeType,
  type WorkspaceFoldersChangeEvent,
} from "vscode-languageserver";
import { announceInventory, everythingChanged } from "./changes.ts";
import { isTeamConfig } from "./config-problems.ts";
import type { Folder, Location } from "./folders.ts";
import { isLeftOut, type Walked } from "./left-out.ts";
import type { Session } from "./session.ts";
import { scanFolder, scanPaths } from "./workspace-scan.ts";

/** Changes are gathered for so long, in milliseconds: a checkout or a build changes thousands of files in a moment. */
const GATHER = 500;

export function filesChanged(session: Session, { changes }: DidChangeWatchedFilesParams): void {
  const settings = changes.some(({ uri }) => isSettingFile(session.folders.locate(uri)));
  if (settings) {
    session.configs.invalidate();
    everythingChanged(session);
  }
  if (!session.disk.complete) return;
  for (const { uri, type } of changes) session.disk.changed.set(uri, type);
  if (settings) session.disk.outdated = true;
  scheduleRescan(session);
}

/** Documents may belong elsewhere now; what lies in folders that left is forgotten. */
export function foldersChanged(session: Session, event: WorkspaceFoldersChangeEvent): void {
  session.folders.change(event);
  session.disk.keepOnly(session.folders.all);
  everythingChanged(session);
  if (!session.disk.complete) return;
  session.disk.outdated = true;
  scheduleRescan(session);
}

const isSettingFile = ({ path }: Location): boolean => isTeamConfig(path) || /(?:^|\/)\.gitignore$/.test(path);

function scheduleRescan(session: Session): void {
  session.debouncer.schedule("rescan", GATHER, () => {
    rescan(session).catch(session.failed("rescan"));
  });
}

async function rescan(session: Session): Promise<void> {
  const { disk } = session;
  if (disk.scanning) return scheduleRescan(session);
  const changed = [...disk.changed];
  const outdated = disk.outdated;
  disk.changed.clear();
  disk.outdated = false;
  if (outdated) await rescanFolders(session);
  else await rescanFiles(session, changed);
  announceInventory(session);
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
  await scanPaths(session, folder, [path], undefined, () => {});
}
