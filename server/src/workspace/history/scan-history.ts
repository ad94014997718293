/** Scans all that git remembers: every blob once, with the commits that brought and took what is found. */
import type { Catalogue } from "../../engine/catalogue.ts";
import type { ReportedFinding } from "../../engine/inventory.ts";
import type { Host } from "../../host/host.ts";
import { Recall } from "../cache/recall.ts";
import { fieldsOf } from "../git/fields.ts";
import type { Repository } from "../git/repository.ts";
import { relativePath } from "../paths.ts";
import type { PlanRequest } from "../plan.ts";
import type { FileResult } from "../result.ts";
import { type ContentRequest, scanPlanned } from "../scan-files.ts";
import { BlobPlan } from "./blob-plan.ts";
import { HistoryLog } from "./log.ts";
import { presenceOf, type TokenPresence } from "./presence.ts";
import { Sightings } from "./sightings.ts";

export interface HistoryRequest
  extends ContentRequest,
    Pick<PlanRequest, "base" | "maxFileSize" | "useConfig" | "configs"> {
  /** What to look at, as `git log` takes it: all refs, or a range. */
  readonly revisions: readonly string[];
  /** The commit whose files say what is still there; HEAD without it. */
  readonly tip?: string;
}

/** How far a scan has come. */
export interface HistoryProgress {
  readonly commits: number;
  readonly blobs: number;
  /** Absent while commits are still counted. */
  readonly of?: number;
}

/** A token that a history holds. */
export interface HistoryToken extends TokenPresence {
  /** One finding for each file that held it, as it stood when it came, by path. */
  readonly findings: ReadonlyMap<number, ReportedFinding>;
}

export interface History {
  readonly tokens: readonly HistoryToken[];
  /** How much was looked at, and what was not. */
  readonly results: readonly FileResult[];
  readonly commits: number;
}

type ScanHost = Pick<Host, "files" | "hashes" | "threads">;

/** Rejects with the signal's reason when it aborts. */
export async function scanHistory(
  request: HistoryRequest,
  repository: Repository,
  host: ScanHost,
  catalogue: Catalogue,
  { signal, progress = () => {} }: { signal?: AbortSignal; progress?: (progress: HistoryProgress) => void } = {},
): Promise<History> {
  const log = await HistoryLog.read(repository, request.revisions, (commits) => {
    signal?.throwIfAborted();
    progress({ commits, blobs: 0 });
  });
  const sightings = new Sightings();
  const results = new Results();
  let blobs = 0;
  for await (const { blob, result } of scanBlobs(log, request, repository, host, catalogue, signal)) {
    results.add(result);
    if ("found" in result) sightings.add(blob, result.found);
    if (++blobs % 500 === 0) progress({ commits: log.commitCount, blobs, of: log.blobs.size });
  }
  signal?.throwIfAborted();
  const present = presenceOf(
    log,
    sightings.tokens,
    sightings.isEmpty ? new Map() : await filesOf(repository, request.tip ?? "HEAD", log),
  );
  const tokens = [...present].map(([token, presence]): HistoryToken => {
    const findings = [...presence.files.keys()].map((path): [number, ReportedFinding] => {
      const name = relativePath(request.base, `${repository.root}/${log.paths.nameOf(path)}`);
      return [path, sightings.findingOf(token, name)];
    });
    return { ...presence, findings: new Map(findings) };
  });
  return { tokens, results: results.all, commits: log.commitCount };
}

/** What was looked at, each file once however many versions of it there are. */
class Results {
  readonly #unread = new Map<string, FileResult>();
  readonly #read = { path: "", found: [] as const, bytes: 0 };

  add(result: FileResult): void {
    if ("reason" in result) this.#unread.set(`${result.path}\0${result.reason}`, result);
    else this.#read.bytes += result.bytes;
  }

  get all(): FileResult[] {
    return [...this.#unread.values(), this.#read];
  }
}

async function* scanBlobs(
  log: HistoryLog,
  request: HistoryRequest,
  repository: Repository,
  host: ScanHost,
  catalogue: Catalogue,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ readonly blob: number; readonly result: FileResult }> {
  const { cache, references, minConfidence, only, fingerprints } = request;
  const setup = { minConfidence, fingerprints, fixes: references !== undefined, ...(only && { only }) };
  const plan = new BlobPlan(log, repository, request, host.files, cache && new Recall(cache, setup));
  for await (const result of scanPlanned(plan.planned(), request, host, catalogue, signal, plan.keep))
    yield { blob: plan.waiting.take()!, result };
}

/** The blobs of a commit's files that are known, by path. */
async function filesOf(repository: Repository, commit: string, log: HistoryLog): Promise<Map<number, number>> {
  const blobs = new Map<number, number>();
  if ((await repository.commit(commit)) === undefined) return blobs;
  for await (const entries of fieldsOf(repository.run(["ls-tree", "-r", "-z", "--full-tree", commit])))
    for (const entry of entries) {
      const [, id, path] = /^100\d{3} blob ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? [];
      const blob = id === undefined ? undefined : log.blobs.numberOf(id);
      if (blob !== undefined) blobs.set(log.paths.add(path!), blob);
    }
  return blobs;
}
