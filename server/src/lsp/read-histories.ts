/** Reads the histories of the workspace's folders in the background, once their files were scanned. */
import { ResultCache } from "../workspace/cache/result-cache.ts";
import { Repository } from "../workspace/git/repository.ts";
import { type HistoryFacts, historyFacts } from "../workspace/history/inventory.ts";
import { scanHistory } from "../workspace/history/scan-history.ts";
import { everythingChanged } from "./changes.ts";
import type { Folder } from "./folders.ts";
import type { Session } from "./session.ts";

/** One core is enough for what nobody waits for; smaller histories are no work for a thread, in bytes. */
const THREADS = { size: 1, from: 4e6 };

/** All anew; what was found before comes from the cache. Never fails. */
export async function readHistories(session: Session): Promise<void> {
  const signal = session.histories.begin();
  let found = false;
  for (const folder of session.folders.all) {
    const facts = await factsOf(session, folder, signal).catch((error: unknown) => {
      if (!signal.aborted) session.failed("history")(error);
      return undefined;
    });
    if (signal.aborted) return;
    if (!facts || folder.root === undefined) continue;
    session.histories.put(folder.root, facts);
    found ||= facts.size > 0;
  }
  if (found) everythingChanged(session);
}

async function factsOf(
  session: Session,
  { root, uri, loose }: Folder,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, HistoryFacts> | undefined> {
  const { host, build, settings, fingerprints, configs, catalogue } = session;
  if (root === undefined || loose || !session.trusted || !host.gitProgram?.mayRun()) return undefined;
  const { maxFileSize, readHistory } = await settings.for(uri);
  if (!readHistory || !(await host.git.root(root)) || signal.aborted) return undefined;
  const repository = await Repository.open(root, host);
  const base = `the history of ${repository.root}`;
  const cache =
    host.cache && build !== undefined
      ? await ResultCache.open(host.cache, { base, build, kinds: "tokens" }, new Date())
      : undefined;
  const request = {
    ...{ base: root, maxFileSize: maxFileSize * 1e6, useConfig: true, configs: configs.treeFor(root) },
    ...{ minConfidence: "low" as const, revisions: ["--all"], threads: THREADS },
    fingerprints: { key: await fingerprints.keyOf(root), countingOnly: false },
    ...(cache && { cache }),
  };
  const { tokens } = await scanHistory(request, repository, host, catalogue, { signal });
  await cache?.save(new Date(), () => true);
  return historyFacts(tokens);
}
