/** Scans a change and the commits that make it up: what they brought and took away again, neither end shows. */
import type { Catalogue } from "../../engine/catalogue.ts";
import type { Host } from "../../host/host.ts";
import type { Repository } from "../git/repository.ts";
import { scanHistory } from "../history/scan-history.ts";
import { isBelow, wholePath } from "../paths.ts";
import type { FileResult } from "../result.ts";
import type { ChangeSet } from "./changed-files.ts";
import { type ChangesRequest, scanChanges } from "./scan-changes.ts";

/** What `scanChanges` gives, and then one result for each file that held, in between only, what neither end holds. */
export async function* scanChangeSet(
  { files, commits }: ChangeSet,
  request: ChangesRequest,
  repository: Repository,
  host: Pick<Host, "files" | "hashes" | "threads">,
  catalogue: Catalogue,
  signal?: AbortSignal,
): AsyncGenerator<FileResult> {
  const told = new Set<string>();
  for await (const result of scanChanges(files, request, repository, host, catalogue, signal)) {
    if ("found" in result) for (const { fingerprint } of result.found) if (fingerprint) told.add(fingerprint);
    yield result;
  }
  if (commits === undefined) return;
  const { cache: _, references: __, grammars: ___, ...rest } = request;
  const asked = { ...rest, revisions: commits, tip: commits[0]! };
  const { tokens } = await scanHistory(asked, repository, host, catalogue, { ...(signal && { signal }) });
  for (const { findings, files: held, removed, authors } of tokens) {
    // What a commit did not bring was there before; what none took away is there still, and told above.
    if (!removed || authors === 0) continue;
    for (const [path, found] of findings)
      if (!told.has(found.fingerprint!) && isBelow(wholePath(request.base, found.finding.path), request.roots))
        yield {
          path: found.finding.path,
          found: [{ ...found, change: "history", history: held.get(path)! }],
          bytes: 0,
        };
  }
}
