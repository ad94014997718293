/** Opens the cache of results for a command's scan, and writes it when the scan has come to its end. */
import { ResultCache } from "../workspace/cache/result-cache.ts";
import { relativePath } from "../workspace/paths.ts";
import type { ScanRequest } from "../workspace/scan-files.ts";
import type { Terminal } from "./terminal.ts";

/**
 * @param wanted whether the options allow it; it is also left out where this program or machine has none
 * @param work what is done with the request; where it throws, nothing is written
 */
export async function cached<T>(
  wanted: boolean,
  request: ScanRequest,
  { host, build, err }: Terminal,
  work: (request: ScanRequest) => Promise<T>,
): Promise<T> {
  if (!wanted || !host.cache || build === undefined) return work(request);
  const { base, roots } = request;
  const cache = await ResultCache.open(
    host.cache,
    { base, build, kinds: request.grammars ? "all" : "tokens" },
    new Date(),
  );
  const { fingerprints } = request;
  const done = await work({
    ...request,
    cache,
    // Fingerprints that only count are to be the same in the next run, if they are to be kept.
    ...(fingerprints.countingOnly && { fingerprints: { ...fingerprints, key: { scope: "run", bytes: cache.key } } }),
  });
  await cache.save(new Date(), coverage(base, roots));
  for (const remark of cache.remarks) err(`tokenward: ${remark}\n`);
  return done;
}

/** Whether a path lies below one of the roots. */
function coverage(base: string, roots: readonly string[]): (path: string) => boolean {
  const names = roots.map((root) => relativePath(base, `${root.replace(/[\\/]\.?$/, "")}/`));
  return (path) => names.some((name) => name === "" || `${path}/`.startsWith(name));
}
