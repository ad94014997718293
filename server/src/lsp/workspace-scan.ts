/** Scans the files of the workspace folders into the session's findings on disk. */
import * as l10n from "@vscode/l10n";
import type { CancellationToken, WorkDoneProgressReporter } from "vscode-languageserver";
import { isOfToken } from "../engine/inventory.ts";
import type { Host } from "../host/host.ts";
import type { ScanWorkspaceParams, ScanWorkspaceResult } from "../protocol.ts";
import { ResultCache } from "../workspace/cache/result-cache.ts";
import type { FileResult } from "../workspace/result.ts";
import { scanFiles, type ThreadUse } from "../workspace/scan-files.ts";
import { announceInventory } from "./changes.ts";
import type { Folder } from "./folders.ts";
import { inventoryOf } from "./inventory.ts";
import { readHistories } from "./read-histories.ts";
import type { Session } from "./session.ts";
import { readNames } from "./variables/tables.ts";
import { watchAllFiles } from "./watching.ts";

/** What a scan came upon so far. */
interface Tally {
  files: number;
  skipped: number;
}

/** Progress is reported each time that this many files were scanned. */
const STEP = 100;

/** Scans all folders; a scan that is under way ends, as this one says the same later. */
export async function scan(
  session: Session,
  params: ScanWorkspaceParams,
  token: CancellationToken,
): Promise<ScanWorkspaceResult> {
  const started = performance.now();
  const progress = session.connection.window.attachWorkDoneProgress(params.workDoneToken);
  const tally: Tally = { files: 0, skipped: 0 };
  progress.begin(l10n.t("Looking for tokens"), undefined, undefined, true);
  const cancelled = await exclusively(session, token, (signal) => scanFolders(session, signal, tally, progress));
  progress.done();
  const { tokens } = await inventoryOf(session);
  return { ...tally, tokens: tokens.length, milliseconds: Math.round(performance.now() - started), cancelled };
}

/** @returns whether the work was cancelled, by the client or by another scan */
async function exclusively(
  session: Session,
  token: CancellationToken,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<boolean> {
  session.scan?.abort();
  const scan = new AbortController();
  session.scan = scan;
  const listening = token.onCancellationRequested(() => scan.abort());
  if (token.isCancellationRequested) scan.abort();
  session.disk.scanning = true;
  announceInventory(session);
  try {
    await work(scan.signal);
  } finally {
    listening.dispose();
    if (session.scan === scan) {
      session.scan = undefined;
      session.disk.scanning = false;
    }
    announceInventory(session);
  }
  return scan.signal.aborted;
}

async function scanFolders(
  session: Session,
  signal: AbortSignal,
  tally: Tally,
  progress: WorkDoneProgressReporter,
): Promise<void> {
  for (const folder of session.folders.all) {
    await scanFolder(session, folder, signal, (result) => {
      if ("reason" in result) tally.skipped++;
      else if (++tally.files % STEP === 0) {
        progress.report(l10n.t("{0} files", tally.files));
        announceInventory(session);
      }
    });
  }
  if (!signal.aborted) completed(session);
}

/** From now on the inventory is kept up to date file by file. */
function completed(session: Session): void {
  if (!session.disk.complete) watchAllFiles(session).catch(session.failed("registration"));
  session.disk.complete = true;
  readNames(session);
  void readHistories(session);
}

/** Scans one folder anew and forgets what is no longer there, unless it was cancelled. */
export async function scanFolder(
  session: Session,
  folder: Folder,
  signal: AbortSignal | undefined,
  report: (result: FileResult) => void,
): Promise<void> {
  if (folder.root === undefined) return;
  const seen = new Set<string>();
  const cache = await openCache(session, folder.root);
  await scanPaths(session, folder, { paths: [folder.root], ...(cache && { cache }) }, signal, (file, result) => {
    seen.add(file);
    report(result);
  });
  const isWhole = !signal?.aborted;
  if (isWhole) session.disk.retain(folder, seen);
  await cache?.save(new Date(), () => isWhole);
  for (const remark of cache?.remarks ?? []) session.connection.console.warn(remark);
}

/** What a scan before this one, of whatever program, found nothing in is not read again while it is unchanged. */
async function openCache({ host, build }: Session, base: string): Promise<ResultCache | undefined> {
  return host.cache && build !== undefined
    ? ResultCache.open(host.cache, { base, build, kinds: "tokens" }, new Date())
    : undefined;
}

interface What {
  /** Files and folders, absolute. */
  readonly paths: readonly string[];
  readonly cache?: ResultCache;
}

/** One core is left to whoever types, and a machine is not taken over. */
const MOST_THREADS = 4;

/** More work than this would be felt by whoever types, in bytes. */
const FELT = 2e6;

function threadsFor({ threads }: Host): ThreadUse {
  return { size: Math.min(Math.max((threads?.available ?? 1) - 1, 1), MOST_THREADS), from: FELT };
}

/** Scans files and folders below a workspace folder; those of another folder inside it are that one's. */
export async function scanPaths(
  session: Session,
  folder: Folder,
  { paths, cache }: What,
  signal: AbortSignal | undefined,
  report: (file: string, result: FileResult) => void,
): Promise<void> {
  if (folder.root === undefined) return;
  const [{ maxFileSize, minConfidence }, key] = await Promise.all([
    session.settings.for(folder.uri),
    session.fingerprints.keyOf(folder.root),
  ]);
  const request = {
    roots: paths,
    base: folder.root,
    honourIgnoreFiles: true,
    maxFileSize: maxFileSize * 1e6,
    useConfig: true,
    configs: session.configs.treeFor(folder.root),
    minConfidence,
    fingerprints: { key, countingOnly: false },
    threads: threadsFor(session.host),
    ...(cache && { cache }),
  };
  try {
    for await (const result of scanFiles(request, session.host, session.catalogue, signal)) {
      const file = session.folders.fileIn(folder, result.path);
      if (file === undefined) continue;
      session.disk.put({ folder, file, found: "reason" in result ? [] : result.found.filter(isOfToken) });
      report(file, result);
    }
  } catch (error) {
    // What was to be scanned is gone, or not ours to read: that is told, and is no reason to leave out the rest.
    session.failed("scan")(error);
  }
}
