/** Plans the moves of many findings over many files, each on top of the ones before, without writing anything. */
import type { Catalogue } from "../engine/catalogue.ts";
import type { SourceDocument } from "../engine/document.ts";
import type { Mask } from "../engine/excerpt.ts";
import type { Finding, ShownFinding } from "../engine/finding.ts";
import {
  applyEdits,
  type Elsewhere,
  type FileStore,
  filesNeeded,
  type MoveEdits,
  planMove,
  type References,
  storePathOf,
} from "../engine/fix/index.ts";
import type { Judged } from "../engine/judge/index.ts";
import type { Secret } from "../engine/secret.ts";
import type { Host } from "../host/host.ts";
import type { OpenStore } from "../providers/project.ts";
import { REGISTER, withName } from "../providers/register.ts";
import { decode } from "./decode.ts";
import type { TeamSet } from "./team/set.ts";
import { TeamScans } from "./team/team-scans.ts";
import type { Put } from "./transaction.ts";

export interface MovesRequest {
  /** Paths are relative to it, with `/`. */
  readonly base: string;
  /** As they stand in the files; their values are read from there. */
  readonly findings: readonly ShownFinding[];
  readonly catalogue: Catalogue;
  readonly references: References;
  readonly store: FileStore;
  /** What the team looks for itself in a file, by its path; absent where that is nothing. */
  readonly teamOf?: (path: string) => Promise<TeamSet | undefined>;
  /** Also moves that somebody should look at first. */
  readonly unsafe: boolean;
  /**
   * Opens the store that values go to instead of `.env`, for the folder of a package, with `/` behind it ("" for the base).
   * It is asked once for each.
   */
  readonly elsewhere?: (
    folder: string,
  ) => Promise<{ readonly at: OpenStore; readonly values: ReadonlyMap<string, Secret> }>;
}

/** With their values. */
type Find = (document: SourceDocument) => Promise<readonly Finding[]>;

interface Move {
  readonly finding: Finding;
  readonly plan: MoveEdits;
}

export interface Moves {
  readonly moved: readonly Move[];
  /** What goes into stores that are no files; each value once for each name. */
  readonly puts: readonly Put[];
  /** Findings that stay, and why. */
  readonly left: readonly { readonly finding: ShownFinding; readonly reason: string }[];
  /** Text before and after, by path; stores before the code that refers to them. Undefined before: the file is new. */
  readonly changes: ReadonlyMap<string, Change>;
}

interface Change {
  readonly before: string | undefined;
  readonly after: string;
  /** Both with every value masked, also those that a comment accepts: for eyes and logs. */
  readonly masked: { readonly before: string; readonly after: string };
}

/** Reads files through the host; never throws on any text. */
export async function planMoves(request: MovesRequest, host: Host): Promise<Moves> {
  const overlay = new Overlay(request.base, host);
  const teams = new TeamScans(request.catalogue, host.threads);
  const look = async (document: SourceDocument): Promise<Judged> =>
    teams.scan(document, await request.teamOf?.(document.path), new Date());
  const find: Find = async (document) => (await look(document)).findings;
  const values = new Values(overlay, find);
  const stores = new Stores(request.elsewhere);
  const moved: Move[] = [];
  const left: { finding: ShownFinding; reason: string }[] = [];
  for (const shown of request.findings) {
    if (request.catalogue.rule(shown.ruleId)?.trigger.kind === "file") {
      left.push({ finding: shown, reason: "The whole file is the token: take it out of the repository." });
      continue;
    }
    const finding = await values.of(shown);
    const outcome = finding ? await planOne(finding, request, find, overlay, stores, host) : "gone";
    if (!finding || outcome === "gone") continue;
    if (typeof outcome === "string") left.push({ finding, reason: outcome });
    else moved.push({ finding, plan: outcome });
  }
  const changes = new Map<string, Change>();
  for (const [path, { before, after }] of overlay.changes()) {
    const masked = async (text: string): Promise<string> => withMasks(text, (await look({ path, text })).masks);
    changes.set(path, { before, after, masked: { before: await masked(before ?? ""), after: await masked(after) } });
  }
  teams.end();
  return { moved, puts: stores.puts, left, changes };
}

const withMasks = (text: string, masks: readonly Mask[]): string =>
  [...masks]
    .reverse()
    .reduce((shown, { start, end, masked }) => shown.slice(0, start) + masked + shown.slice(end), text);

/** @returns the plan, already applied to the overlay; why there is none; or "gone" where an earlier move took the value along */
async function planOne(
  original: Finding,
  request: MovesRequest,
  find: Find,
  overlay: Overlay,
  stores: Stores,
  host: Host,
): Promise<MoveEdits | string> {
  const { catalogue, references, store } = request;
  const text = await overlay.read(original.path);
  if (text === undefined) return "gone";
  const document: SourceDocument = { path: original.path, text };
  const findings = await find(document);
  const finding = findings.find(({ ruleId, secret }) => ruleId === original.ruleId && secret.equals(original.secret));
  const rule = catalogue.rule(original.ruleId);
  if (!finding || !rule) return "gone";
  const files = await overlay.readAll(filesNeeded(document, store, references));
  const storePath = storePathOf({ document, files, store, references });
  if (storePath === undefined) return "There is no reference for this kind of file yet.";
  const [envTracked, envIgnored] = await Promise.all([
    host.git.tracked(`${request.base}/${storePath}`),
    host.git.ignored(`${request.base}/${storePath}`),
  ]);
  const ignored = envIgnored === true || overlay.leavesOut(storePath);
  const sameValue = findings.filter(({ secret }) => secret.equals(finding.secret));
  const folder = storePath.slice(0, storePath.lastIndexOf("/") + 1);
  const elsewhere = await stores.at(folder);
  const plan = planMove({
    document,
    finding,
    sameValue,
    rule,
    references,
    store,
    files,
    envTracked,
    envIgnored: ignored || envIgnored,
    ...(elsewhere && { elsewhere }),
  });
  if (plan.kind === "refused") return plan.reason;
  if (plan.review.length > 0 && !request.unsafe)
    return `${plan.review.join(" ")} Look at it first (--unsafe moves it).`;
  if (elsewhere) {
    const registered = stores.take(folder, plan, await overlay.read(folder + REGISTER));
    overlay.write(folder + REGISTER, registered);
  } else overlay.noteLeftOut(storePath);
  for (const change of plan.changes)
    overlay.write(change.path, applyEdits((await overlay.read(change.path)) ?? "", change.edits));
  return plan;
}

/** The stores that are no files, and what they are about to hold. */
class Stores {
  readonly #open: MovesRequest["elsewhere"];
  readonly #known = new Map<string, { readonly at: OpenStore; readonly values: Map<string, Secret> }>();
  readonly #puts = new Map<string, Put>();

  constructor(open: MovesRequest["elsewhere"]) {
    this.#open = open;
  }

  get puts(): readonly Put[] {
    return [...this.#puts.values()];
  }

  async at(folder: string): Promise<Elsewhere | undefined> {
    if (!this.#open) return undefined;
    const known = this.#known.get(folder);
    const opened = known ?? (await this.#open(folder));
    const kept = known ?? { at: opened.at, values: new Map(opened.values) };
    this.#known.set(folder, kept);
    return { title: opened.at.provider.title, values: kept.values };
  }

  /** @returns the register with the name in it */
  take(folder: string, { name, value, changes }: MoveEdits, register: string | undefined): string {
    const { at, values } = this.#known.get(folder)!;
    values.set(name, value);
    const file = changes.at(-1)!.path;
    const known = this.#puts.get(folder + name);
    this.#puts.set(folder + name, { folder, at, name, value, files: [...new Set([...(known?.files ?? []), file])] });
    return withName(register, name, at.provider.id, at.at);
  }
}

/** Findings with their values, found once more in the files as they stand. */
class Values {
  readonly #overlay: Overlay;
  readonly #findIn: Find;
  readonly #known = new Map<string, readonly Finding[]>();

  constructor(overlay: Overlay, find: Find) {
    this.#overlay = overlay;
    this.#findIn = find;
  }

  /** @returns undefined where it is no longer there */
  async of({ path, id }: ShownFinding): Promise<Finding | undefined> {
    const known = this.#known.get(path) ?? (await this.#find(path));
    this.#known.set(path, known);
    return known.find((finding) => finding.id === id);
  }

  async #find(path: string): Promise<readonly Finding[]> {
    const text = await this.#overlay.onDisk(path);
    return text === undefined ? [] : this.#findIn({ path, text });
  }
}

/** Files as they would stand. */
class Overlay {
  readonly #base: string;
  readonly #host: Host;
  readonly #before = new Map<string, Promise<string | undefined>>();
  readonly #read = new Map<string, string | undefined>();
  readonly #after = new Map<string, string>();
  /** Stores that an earlier move has put into .gitignore. */
  readonly #leftOut = new Set<string>();

  constructor(base: string, host: Host) {
    this.#base = base;
    this.#host = host;
  }

  async read(path: string): Promise<string | undefined> {
    return this.#after.get(path) ?? this.onDisk(path);
  }

  async readAll(paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const texts = await Promise.all(paths.map(async (path) => [path, await this.read(path)] as const));
    return new Map(texts.filter((entry): entry is [string, string] => entry[1] !== undefined));
  }

  write(path: string, text: string): void {
    this.#after.set(path, text);
  }

  leavesOut(storePath: string): boolean {
    return this.#leftOut.has(storePath);
  }

  noteLeftOut(storePath: string): void {
    this.#leftOut.add(storePath);
  }

  changes(): ReadonlyMap<string, Pick<Change, "before" | "after">> {
    return new Map([...this.#after].map(([path, after]) => [path, { before: this.#read.get(path), after }]));
  }

  /** The text before any move. */
  onDisk(path: string): Promise<string | undefined> {
    const known = this.#before.get(path) ?? this.#load(path);
    this.#before.set(path, known);
    return known;
  }

  async #load(path: string): Promise<string | undefined> {
    const bytes = await this.#host.files.read(`${this.#base}/${path}`);
    const decoded = bytes && decode(bytes);
    const text = decoded && "text" in decoded ? decoded.text : undefined;
    this.#read.set(path, text);
    return text;
  }
}
