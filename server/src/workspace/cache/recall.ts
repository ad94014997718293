/** Puts the cache of results before a scan: what it is sure of is not read, and what is scanned is remembered. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { ReportedFinding } from "../../engine/inventory.ts";
import type { Outcome, ScannerSetup } from "../file-scanner.ts";
import type { Planned, PlannedFile } from "../plan.ts";
import { isToScan } from "../result.ts";
import type { Found } from "./entries.ts";
import type { ResultCache } from "./result-cache.ts";

/** What findings depend on besides the file and the build. */
export interface RecallSetup extends Omit<ScannerSetup, "now" | "contentKey"> {
  readonly fixes: boolean;
}

/** A fingerprint that needs no slow hash has so many characters. */
const STRONG = 64;
/** In bytes. */
const RUN = 8;

/** What is known of a file, or the file to be scanned; with `run` it holds as long as all of them are of that run. */
interface Recalled {
  readonly file: PlannedFile;
  readonly planned: Planned;
  readonly run?: string;
}

export class Recall {
  readonly #cache: ResultCache;
  readonly #setup: RecallSetup;
  readonly #variants = new Map<string, string>();
  /** Numbers of this run's values that could be guessed at, by their quick fingerprints: these leave the process no more than the values do. */
  readonly #numbers = new Map<string, string>();
  #run: string | undefined;

  constructor(cache: ResultCache, setup: RecallSetup) {
    this.#cache = cache;
    this.#setup = setup;
  }

  /**
   * The same plan in the same order, with what is known of its files. What a run counted is known as long as nothing is scanned
   * anew: whether a new value is one of those cannot be told.
   */
  async *over(plan: AsyncIterable<Planned>): AsyncGenerator<Planned> {
    const held: (Planned | Recalled)[] = [];
    let run: string | undefined;
    let isCounted = true;
    for await (const planned of plan) {
      const recalled = isToScan(planned) ? this.#withKnown(planned) : undefined;
      run ??= recalled?.run;
      isCounted &&= recalled === undefined || holdsIn(recalled, run);
      if (isCounted && (held.length > 0 || recalled?.run !== undefined)) held.push(recalled ?? planned);
      else {
        yield* released(held, isCounted);
        yield recalled ? settledAs(recalled, isCounted) : planned;
      }
    }
    yield* released(held, isCounted);
  }

  /** What a scan would say of it, without its content. */
  recall(file: Omit<PlannedFile, "bytes">): Exclude<Planned, PlannedFile> | undefined {
    const { planned, run } = this.#withKnown(file);
    return isToScan(planned) || run !== undefined ? undefined : planned;
  }

  #withKnown(file: PlannedFile): Recalled {
    const { name, size, stamp, team } = file;
    const known = stamp && this.#cache.look(name, stamp, this.#variantOf(file), team !== undefined);
    if (!known) return { file, planned: file };
    const { reason, found, content } = known;
    if (content)
      return { file, planned: { ...file, known: { content, outcome: reason === undefined ? {} : { reason } } } };
    const planned = reason === undefined ? { name, size, found: found?.list ?? [] } : { name, reason };
    return { file, planned, ...(found?.run !== undefined && { run: found.run }) };
  }

  /** Remembers what became of a file, where that may be. */
  keep(file: PlannedFile, outcome: Outcome): void {
    const { name, stamp, team } = file;
    if (!stamp) return;
    const { clean } = outcome;
    // What a team looks for changes with its configs: that there is none of it is a result like another.
    if (clean && !team)
      this.#cache.keep(name, { stamp, ...("reason" in outcome && { reason: outcome.reason }), ...clean });
    else if ("found" in outcome && !outcome.incomplete)
      this.#cache.keep(name, { stamp, found: { variant: this.#variantOf(file), ...this.#lasting(outcome.found) } });
  }

  /** What could be guessed at and was hashed quickly, for counting in one run, is kept as a number that tells nothing. */
  #lasting(list: readonly ReportedFinding[]): Pick<Found, "list" | "run"> {
    const isLasting = ({ fingerprint }: ReportedFinding): boolean =>
      fingerprint === undefined || fingerprint.length === STRONG;
    if (!this.#setup.fingerprints.countingOnly || list.every(isLasting)) return { list };
    this.#run ??= bytesToHex(this.#cache.random(RUN));
    return { run: this.#run, list: list.map((one) => (isLasting(one) ? one : this.#numbered(one))) };
  }

  #numbered(found: ReportedFinding): ReportedFinding {
    const { fingerprint = "" } = found;
    const number = this.#numbers.get(fingerprint) ?? `${this.#run}-${this.#numbers.size}`;
    this.#numbers.set(fingerprint, number);
    return { ...found, fingerprint: number } as ReportedFinding;
  }

  #variantOf({ levels, team }: PlannedFile): string {
    const name = levels.length === 0 && !team ? "" : JSON.stringify([levels, team?.key]);
    const known = this.#variants.get(name) ?? this.#hashOf(name);
    this.#variants.set(name, known);
    return known;
  }

  /** The key is among it only as part of a hash, and is no secret that could be guessed. */
  #hashOf(configs: string): string {
    const { fingerprints, ...rest } = this.#setup;
    const { key, countingOnly } = fingerprints;
    const all = JSON.stringify([configs, rest, countingOnly, key.scope, bytesToHex(key.bytes)]);
    return bytesToHex(sha256(utf8ToBytes(all))).slice(0, 32);
  }
}

/** @param isCounted whether what a run counted still holds */
const settledAs = ({ file, planned, run }: Recalled, isCounted: boolean): Planned =>
  run === undefined || isCounted ? planned : file;

function* released(held: (Planned | Recalled)[], isCounted: boolean): Generator<Planned> {
  for (const one of held.splice(0)) yield "file" in one ? settledAs(one, isCounted) : one;
}

/** Nothing of it is scanned, and no other run counted it. */
const holdsIn = (recalled: Recalled, run: string | undefined): boolean =>
  recalled.run === undefined ? !isToScan(recalled.planned) : recalled.run === run;
