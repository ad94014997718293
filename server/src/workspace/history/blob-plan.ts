/** What a scan of a history reads: each blob once, in the order in which git keeps them close together, those of the newest commits first. */
import type { FileStamp, Files } from "../../host/host.ts";
import type { Recall } from "../cache/recall.ts";
import type { Outcome } from "../file-scanner.ts";
import type { Blob } from "../git/blobs.ts";
import type { Repository } from "../git/repository.ts";
import { relativePath } from "../paths.ts";
import { type Planned, type PlannedFile, type PlanRequest, surroundingsFor } from "../plan.ts";
import type { Surroundings } from "../surroundings.ts";
import type { HistoryLog } from "./log.ts";
import { Queue } from "./queue.ts";

/** A blob never changes: what was found in it once holds for good. */
const ALWAYS: FileStamp = { size: 0, modified: 0n, changed: 0n, inode: 0n };

interface Decision {
  readonly blob: number;
  readonly name: string;
  readonly path: string;
  readonly looked: Pick<PlannedFile, "levels" | "team">;
  /** What is known without reading it. */
  readonly known?: Exclude<Planned, PlannedFile>;
}

export class BlobPlan {
  readonly #log: HistoryLog;
  readonly #repository: Repository;
  readonly #request: Pick<PlanRequest, "base" | "maxFileSize" | "useConfig" | "configs">;
  readonly #surroundings: Surroundings;
  readonly #recall: Recall | undefined;
  readonly #decisions = new Queue<Decision>();
  readonly #ids = new WeakMap<PlannedFile, Decision>();
  /** The blobs whose results are not there yet, in their order. */
  readonly waiting = new Queue<number>();

  /** @param recall with it what was looked at before is not read again */
  constructor(
    log: HistoryLog,
    repository: Repository,
    request: Pick<PlanRequest, "base" | "maxFileSize" | "useConfig" | "configs">,
    files: Files,
    recall: Recall | undefined,
  ) {
    this.#log = log;
    this.#repository = repository;
    this.#request = request;
    this.#surroundings = surroundingsFor(request, files);
    this.#recall = recall;
  }

  async *planned(): AsyncGenerator<Planned> {
    for await (const blob of this.#repository.blobs(this.#wanted(), this.#request.maxFileSize)) {
      yield* this.#known();
      yield this.#take(this.#decisions.take()!, blob);
    }
    yield* this.#known();
  }

  /** Remembers what became of a blob. */
  readonly keep = (file: PlannedFile, outcome: Outcome): void => {
    const decision = this.#ids.get(file);
    if (decision) this.#recall?.keep(this.#keyed(decision), outcome);
  };

  /** The ids of those that must be read; git reads them a few at a time. */
  async *#wanted(): AsyncGenerator<string> {
    for (let blob = 0; blob < this.#log.blobs.size; blob++) {
      const inside = this.#log.pathOf(blob);
      if (inside === undefined) continue;
      const path = `${this.#repository.root}/${inside}`;
      const { ignored, levels, team } = await this.#surroundings.of(path);
      if (ignored) continue;
      const decision = {
        blob,
        path,
        looked: { levels, ...(team && { team }) },
        name: relativePath(this.#request.base, path),
      };
      const known = this.#recall?.recall(this.#keyed(decision));
      // What holds nothing needs no place in the order.
      if (known && "found" in known && known.found.length === 0) continue;
      this.#decisions.add(known ? { ...decision, known: { ...known, name: decision.name } } : decision);
      if (!known) yield this.#log.blobs.idOf(blob);
    }
  }

  *#known(): Generator<Planned> {
    while (this.#decisions.first?.known) {
      const { blob, known } = this.#decisions.take()!;
      this.waiting.add(blob);
      yield known!;
    }
  }

  #take(decision: Decision, blob: Blob): Planned {
    const { name, path, looked } = decision;
    this.waiting.add(decision.blob);
    if ("reason" in blob) return { name, reason: blob.reason };
    const file: PlannedFile = { ...looked, name, path, size: blob.bytes.length, bytes: blob.bytes };
    this.#ids.set(file, decision);
    return file;
  }

  /** By its id, and the name that rules for whole files go by. */
  #keyed({ blob, name, path, looked }: Decision): PlannedFile {
    const key = `${this.#log.blobs.idOf(blob)} ${name.slice(name.lastIndexOf("/") + 1)}`;
    return { ...looked, name: key, path, size: 0, stamp: ALWAYS };
  }
}
