/** Puts the cache of results before a scan: what it is sure of is not read, and what is scanned is remembered. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Outcome, ScannerSetup } from "../file-scanner.ts";
import type { Planned, PlannedFile } from "../plan.ts";
import { isToScan } from "../result.ts";
import type { ResultCache } from "./result-cache.ts";

/** What findings depend on besides the file and the build. */
export interface RecallSetup extends Omit<ScannerSetup, "now" | "contentKey"> {
  readonly fixes: boolean;
}

/** A fingerprint that needs no slow hash has so many characters. */
const STRONG = 64;

export class Recall {
  readonly #cache: ResultCache;
  readonly #setup: RecallSetup;
  readonly #variants = new Map<string, string>();

  constructor(cache: ResultCache, setup: RecallSetup) {
    this.#cache = cache;
    this.#setup = setup;
  }

  /** The same plan in the same order, with what is known of its files. */
  async *over(plan: AsyncIterable<Planned>): AsyncGenerator<Planned> {
    for await (const planned of plan) yield isToScan(planned) ? this.#withKnown(planned) : planned;
  }

  /** What a scan would say of it, without its content. */
  recall(file: Omit<PlannedFile, "bytes">): Exclude<Planned, PlannedFile> | undefined {
    const planned = this.#withKnown(file);
    return isToScan(planned) ? undefined : planned;
  }

  #withKnown(file: PlannedFile): Planned {
    const { name, size, stamp, team } = file;
    const known = stamp && this.#cache.look(name, stamp, this.#variantOf(file), team !== undefined);
    if (!known) return file;
    const { reason, found, content } = known;
    if (content) return { ...file, known: { content, outcome: reason === undefined ? {} : { reason } } };
    return reason === undefined ? { name, size, found: found?.list ?? [] } : { name, reason };
  }

  /** Remembers what became of a file, where that may be. */
  keep(file: PlannedFile, outcome: Outcome): void {
    const { name, stamp, team } = file;
    if (!stamp) return;
    const { clean } = outcome;
    // What a team looks for changes with its configs: that there is none of it is a result like another.
    if (clean && !team)
      this.#cache.keep(name, { stamp, ...("reason" in outcome && { reason: outcome.reason }), ...clean });
    else if ("found" in outcome && !outcome.incomplete && this.#isLasting(outcome.found))
      this.#cache.keep(name, { stamp, found: { variant: this.#variantOf(file), list: outcome.found } });
  }

  /** What could be guessed at and was hashed quickly, for counting in one run, is not kept. */
  #isLasting(found: readonly { readonly fingerprint?: string }[]): boolean {
    return (
      !this.#setup.fingerprints.countingOnly ||
      found.every(({ fingerprint }) => fingerprint === undefined || fingerprint.length === STRONG)
    );
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
