/** Scans many files: plans, reads, scans, applies the team's configs; one result a file, in the walk's order. */
import type { Catalogue } from "../engine/catalogue.ts";
import type { KeyedHashes } from "../engine/fingerprint.ts";
import type { References } from "../engine/fix/index.ts";
import type { Grammars } from "../engine/read/syntax.ts";
import type { Host } from "../host/host.ts";
import { Recall } from "./cache/recall.ts";
import type { ResultCache } from "./cache/result-cache.ts";
import { withContents } from "./contents.ts";
import { FileScanner, type Outcome, type ScannerParts, type ScannerSetup } from "./file-scanner.ts";
import { type Planned, type PlannedFile, type PlanRequest, plan } from "./plan.ts";
import { scanInThreads } from "./pool/scan-in-threads.ts";
import { weightOf } from "./pool/weight.ts";
import { type FileResult, isToScan, resultOf, resultWithoutScan } from "./result.ts";
import { planShard, type Shard } from "./shards/plan-shard.ts";
import { Turns } from "./turns.ts";

export interface ScanRequest extends PlanRequest, Omit<ScannerSetup, "now"> {
  /** With it each finding says whether it can be fixed. */
  readonly references?: References;
  /** With them handling rules look too. */
  readonly grammars?: Grammars;
  /** Without it, or where the host has none, this thread does it all. */
  readonly threads?: ThreadUse;
  /** The files lie where they are not read at once: they are asked for before their turn comes. */
  readonly readAhead?: boolean;
  /** With it only this share is scanned. */
  readonly shard?: Shard;
  /** Of this base: with it only those files are read that may have changed, or hold findings. */
  readonly cache?: ResultCache;
}

export interface ThreadUse {
  /** How many scan beside this one. */
  readonly size: number;
  /** Less work than this is not worth starting them, in bytes. */
  readonly from: number;
}

/** A file that takes longer is given up where that is possible, in milliseconds. */
const BUDGET = 30_000;
/** So many files are planned before it is decided who scans them. */
const LOOK_AHEAD = 4096;
/** Or so much content that lies in no file, in bytes. */
const MOST_CARRIED = 8e6;

type ScanHost = Pick<Host, "files" | "hashes" | "threads" | "cache">;
type Remember = (file: PlannedFile, outcome: Outcome) => void;

/** What a scan is to say of content, wherever it lies. */
export type ContentRequest = Omit<ScanRequest, keyof PlanRequest>;

/** Ends early, without an error, when the signal aborts. */
export async function* scanFiles(
  request: ScanRequest,
  host: ScanHost,
  catalogue: Catalogue,
  signal?: AbortSignal,
): AsyncGenerator<FileResult> {
  const { references, minConfidence, only, fingerprints, cache } = request;
  const recall =
    cache && new Recall(cache, { minConfidence, fingerprints, fixes: references !== undefined, ...(only && { only }) });
  const whole = plan(request, host.files, signal);
  const walked = request.shard ? planShard(whole, request.shard) : whole;
  const planned = request.readAhead ? withContents(walked, host.files, request.maxFileSize) : walked;
  yield* scanPlanned(recall ? recall.over(planned) : planned, request, host, catalogue, signal, (file, outcome) =>
    recall?.keep(file, outcome),
  );
}

/** The same for files that are planned already. */
export async function* scanPlanned(
  planned: AsyncGenerator<Planned>,
  request: ContentRequest,
  host: ScanHost,
  catalogue: Catalogue,
  signal?: AbortSignal,
  remember: Remember = () => {},
): AsyncGenerator<FileResult> {
  const { references, grammars, minConfidence, only, fingerprints, cache, threads: use } = request;
  const setup: ScannerSetup = {
    now: new Date(),
    minConfidence,
    fingerprints,
    ...(only && { only }),
    ...(cache && { contentKey: cache.key }),
  };
  const scanner = new FileScanner(setup, partsOf(request, host, catalogue));
  try {
    for (let more = true; more; ) {
      const next = await lookAhead(planned, use?.from ?? Number.POSITIVE_INFINITY);
      more = next.more;
      if (!host.threads || !use || next.weight < use.from)
        yield* scanHere(next.files, scanner, use ? AHEAD : 1, remember, signal);
      else {
        const options = { size: use.size, budget: BUDGET };
        const threaded = { ...setup, fixes: references !== undefined, handling: grammars !== undefined };
        const scan = { threads: host.threads, setup: threaded, options, scanner, remember };
        return yield* scanInThreads(chain(next.files, planned), scan, signal);
      }
    }
  } finally {
    scanner.end();
  }
}

function partsOf(
  { threads, references, grammars }: ContentRequest,
  { hashes, files, cache, threads: ownThreads }: ScanHost,
  catalogue: Catalogue,
): ScannerParts {
  return {
    catalogue,
    hashes: threads ? hashes : oneByOne(hashes),
    read: files.reader(),
    ...(references && { references }),
    ...(grammars && { grammars }),
    ...(cache && { hash: cache.hash }),
    ...(ownThreads && { threads: ownThreads }),
  };
}

/** The host derives several keys at once; where one thread is to do it all, they wait for each other. */
function oneByOne({ hmac, scrypt }: KeyedHashes): KeyedHashes {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn: KeyedHashes["scrypt"] = (key, value) => {
    const derived = last.then(() => scrypt(key, value));
    last = derived.catch(() => {});
    return derived;
  };
  return { hmac, scrypt: inTurn };
}

/** Plans on until there is so much to scan, or so many files. */
async function lookAhead(planned: AsyncIterator<Planned>, enough: number) {
  const files: Planned[] = [];
  const turns = new Turns();
  let weight = 0;
  let carried = 0;
  do {
    const { value, done } = await planned.next();
    if (done) return { files, weight, more: false };
    files.push(value);
    weight += isToScan(value) ? weightOf(value) : 0;
    carried += (isToScan(value) && value.bytes?.length) || 0;
    if (turns.isOver) await turns.next();
  } while (weight < enough && files.length < LOOK_AHEAD && carried < MOST_CARRIED);
  return { files, weight, more: true };
}

async function* chain(first: readonly Planned[], rest: AsyncIterable<Planned>): AsyncGenerator<Planned> {
  yield* first;
  yield* rest;
}

/** So many files may wait for their fingerprints: the slow hash runs beside this thread. */
const AHEAD = 8;

async function* scanHere(
  files: Iterable<Planned>,
  scanner: FileScanner,
  ahead: number,
  remember: Remember,
  signal: AbortSignal | undefined,
): AsyncGenerator<FileResult> {
  const turns = new Turns();
  const waiting: Promise<FileResult>[] = [];
  for (const file of files) {
    if (signal?.aborted) return;
    waiting.push(resultHere(file, scanner, remember));
    if (waiting.length >= ahead) yield await waiting.shift()!;
    if (turns.isOver) await turns.next();
  }
  for (const result of waiting) {
    if (signal?.aborted) return;
    yield await result;
  }
}

async function resultHere(planned: Planned, scanner: FileScanner, remember: Remember): Promise<FileResult> {
  if (!isToScan(planned)) return resultWithoutScan(planned);
  const outcome = await scanner.scan(planned);
  remember(planned, outcome);
  return resultOf(planned, outcome);
}
