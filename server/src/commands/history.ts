/** Scans the history for a command: with progress for who watches, and what was found before from the cache. */
import type { Catalogue } from "../engine/catalogue.ts";
import { ResultCache } from "../workspace/cache/result-cache.ts";
import { Repository } from "../workspace/git/repository.ts";
import { type History, type HistoryProgress, scanHistory } from "../workspace/history/scan-history.ts";
import { isBelow, wholePath } from "../workspace/paths.ts";
import type { FileResult } from "../workspace/result.ts";
import type { ScanRequest } from "../workspace/scan-files.ts";
import type { Terminal } from "./terminal.ts";

/** Everything that a ref, or HEAD, leads to. */
const EVERYTHING = ["--all"];
/** Blobs come one after the other: threads are worth starting sooner than for files, in bytes. */
const WORTH_THREADS = 4e6;

/** @throws GitFailure where git cannot tell */
export async function historyOf(
  { progress, cache: wanted }: { readonly progress: boolean; readonly cache?: boolean },
  request: ScanRequest,
  catalogue: Catalogue,
  terminal: Terminal,
): Promise<History> {
  const { host, build, interactive, err } = terminal;
  const repository = await Repository.open(request.base, host);
  const { references: _, grammars: __, cache: ___, ...content } = request;
  const base = `the history of ${repository.root}`;
  const cache =
    wanted !== false && host.cache && build !== undefined
      ? await ResultCache.open(host.cache, { base, build, kinds: "tokens" }, new Date())
      : undefined;
  const { fingerprints, threads } = request;
  // Fingerprints that only count are to be the same in the next run, if they are to be kept.
  const key = cache && fingerprints.countingOnly ? ({ scope: "run", bytes: cache.key } as const) : fingerprints.key;
  const asked = {
    ...content,
    revisions: EVERYTHING,
    fingerprints: { ...fingerprints, key },
    ...(threads && { threads: { ...threads, from: WORTH_THREADS } }),
    ...(cache && { cache }),
  };
  const watched = progress && interactive;
  const history = await scanHistory(asked, repository, host, catalogue, {
    ...(watched && { progress: (come: HistoryProgress) => err(shown(come)) }),
  }).finally(() => watched && err("\r\x1b[K"));
  await cache?.save(new Date(), () => true);
  for (const remark of cache?.remarks ?? []) err(`tokenward: ${remark}\n`);
  return history;
}

const shown = ({ commits, blobs, of }: HistoryProgress): string =>
  `\r${commits} commits${of === undefined ? "" : `, ${blobs} of ${of} versions of files`} `;

/** One result a file that held tokens, below the roots; what was not read and how much was come first. */
export async function* historyResults(
  { tokens, results }: History,
  { base, roots }: Pick<ScanRequest, "base" | "roots">,
): AsyncGenerator<FileResult> {
  yield* results;
  const byPath = new Map<string, Extract<FileResult, { found: unknown }>["found"][number][]>();
  for (const { findings, files } of tokens)
    for (const [path, found] of findings) {
      if (!isBelow(wholePath(base, found.finding.path), roots)) continue;
      const held = { ...found, history: files.get(path)! };
      byPath.set(found.finding.path, [...(byPath.get(found.finding.path) ?? []), held]);
    }
  for (const [path, found] of [...byPath].sort(([a], [b]) => (a < b ? -1 : 1))) yield { path, found, bytes: 0 };
}
