/** Scans a change: each changed file as it was and as it is, and tells what was added and what was removed. */
import type { Catalogue } from "../../engine/catalogue.ts";
import type { ReportedFinding } from "../../engine/inventory.ts";
import type { Host } from "../../host/host.ts";
import type { Blob } from "../git/blobs.ts";
import type { Repository } from "../git/repository.ts";
import { isBelow, relativePath } from "../paths.ts";
import { type Planned, type PlannedFile, type PlanRequest, plannedOf, surroundingsFor } from "../plan.ts";
import type { FileResult } from "../result.ts";
import { type ContentRequest, scanPlanned } from "../scan-files.ts";
import type { ChangedFile } from "./changed-files.ts";
import { compareFindings } from "./compare.ts";

export type ChangesRequest = ContentRequest &
  Pick<PlanRequest, "roots" | "base" | "maxFileSize" | "useConfig" | "configs">;

/** Both states of one file. */
export interface Pair {
  readonly before?: Planned;
  readonly after?: Planned;
}

type ScanHost = Pick<Host, "files" | "hashes" | "threads">;

/** One result a changed file that lies below the roots; its findings are those that the change adds or removes. */
export async function* scanChanges(
  files: readonly ChangedFile[],
  request: ChangesRequest,
  repository: Repository,
  host: ScanHost,
  catalogue: Catalogue,
  signal?: AbortSignal,
): AsyncGenerator<FileResult> {
  yield* scanPairs(pairsOf(files, request, repository, host), request, host, catalogue, signal);
}

/** The same for pairs that come from elsewhere. */
export async function* scanPairs(
  pairs: AsyncIterable<Pair>,
  request: ContentRequest,
  host: ScanHost,
  catalogue: Catalogue,
  signal?: AbortSignal,
): AsyncGenerator<FileResult> {
  const waiting: Pair[] = [];
  let before: FileResult | undefined;
  for await (const result of scanPlanned(sidesOf(pairs, waiting), request, host, catalogue, signal)) {
    const pair = waiting[0]!;
    if (pair.before && pair.after && !before) {
      before = result;
      continue;
    }
    waiting.shift();
    if (pair.after) yield* changeOf(before, result);
    else yield* changeOf(result, undefined);
    before = undefined;
  }
}

async function* sidesOf(pairs: AsyncIterable<Pair>, waiting: Pair[]): AsyncGenerator<Planned> {
  for await (const pair of pairs) {
    if (!pair.before && !pair.after) continue;
    waiting.push(pair);
    if (pair.before) yield pair.before;
    if (pair.after) yield pair.after;
  }
}

const foundIn = (result: FileResult | undefined): readonly ReportedFinding[] =>
  result && "found" in result ? result.found : [];

/** What could not be read is told of the newer side, and of the older where there is no newer. */
function* changeOf(before: FileResult | undefined, after: FileResult | undefined): Generator<FileResult> {
  const told = (after ?? before)!;
  if ("reason" in told) {
    yield told;
    return;
  }
  const { added, removed } = compareFindings(foundIn(before), foundIn(after));
  // What a renamed file lost stands in the file of the former name.
  const isMoved = before !== undefined && before.path !== told.path;
  yield { ...told, found: isMoved ? added : [...added, ...removed], bytes: after ? told.bytes : 0 };
  if (isMoved && removed.length > 0) yield { path: before.path, found: removed, bytes: 0 };
}

const LINK = "120000";
const SUBMODULE = "160000";

/** Blobs are read as they are needed: git is a few files ahead, and no more. */
async function* pairsOf(
  files: readonly ChangedFile[],
  request: ChangesRequest,
  repository: Repository,
  { files: onDisk }: ScanHost,
): AsyncGenerator<Pair> {
  const surroundings = surroundingsFor(request, onDisk);
  const { base, maxFileSize } = request;
  const wanted: ChangedFile[] = [];
  for (const file of files) {
    const path = join(repository.root, (file.after ?? file.before)!.path);
    const { ignored } = await surroundings.of(path);
    if (isBelow(path, request.roots) && !ignored) wanted.push(file);
  }
  const blobs = repository.blobs(wanted.flatMap(idsOf), maxFileSize);
  const planned = async ({ path, mode, id }: NonNullable<ChangedFile["after"]>): Promise<Planned | undefined> => {
    const whole = join(repository.root, path);
    const name = relativePath(base, whole);
    const { levels, team } = await surroundings.of(whole);
    const looked = { levels, ...(team && { team }) };
    const reason = reasonOf(mode);
    if (reason) return { name, reason };
    if (id !== undefined) return plannedBlob((await blobs.next()).value as Blob, name, whole, looked);
    const seen = await onDisk.look(whole);
    return seen && plannedOf(seen, name, looked, maxFileSize);
  };
  try {
    for (const { before, after, unmerged } of wanted) {
      if (unmerged) yield { after: { name: relativePath(base, join(repository.root, after!.path)), reason: UNMERGED } };
      else {
        const was = before && (await planned(before));
        const is = after && (await planned(after));
        yield { ...(was && { before: was }), ...(is && { after: is }) };
      }
    }
  } finally {
    await blobs.return(undefined);
  }
}

const UNMERGED = "waits to be merged";

const reasonOf = (mode: string): string | undefined =>
  mode === LINK
    ? "a link; what it leads to is scanned where it lies"
    : mode === SUBMODULE
      ? "a submodule; it is scanned where it lies"
      : undefined;

/** Those of its blobs that are read, in the order in which they are. */
const idsOf = ({ before, after, unmerged }: ChangedFile): string[] =>
  unmerged ? [] : [before, after].flatMap((side) => (side?.id !== undefined && !reasonOf(side.mode) ? [side.id] : []));

function plannedBlob(blob: Blob, name: string, path: string, looked: Pick<PlannedFile, "levels" | "team">): Planned {
  if ("reason" in blob) return { name, reason: blob.reason };
  return { name, path, size: blob.bytes.length, bytes: blob.bytes, ...looked };
}

const join = (root: string, path: string): string => `${root.replace(/[\\/]+$/, "")}/${path}`;
