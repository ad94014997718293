/**
 * The cache of results: what a scan of a folder found in which file, and in which state that file was. It holds what a report
 * holds (masks, fingerprints, masked lines), no value, and no hash of a text that one was suspected in: what could be guessed
 * at in it costs as much per guess as a report's fingerprint does. A report is the same with it and without.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import type { CacheFolder, FileStamp } from "../../host/host.ts";
import { Entries, type Entry, type Found } from "./entries.ts";

export interface CacheScope {
  /** Absolute folder that the paths are relative to. */
  readonly base: string;
  /** Tells one catalogue and one build of the engine from another. */
  readonly build: string;
  /** What is looked for: what is clean of tokens may treat them insecurely. */
  readonly kinds: "tokens" | "all";
}

/** What is known of a file. With `content` it is so only where its bytes still have that hash. */
export type Known = Pick<Entry, "reason" | "found" | "content">;

interface Head extends CacheScope {
  readonly version: number;
  /** When it was written, in milliseconds since 1970. */
  readonly time: number;
  /** Of the content hashes, hexadecimal. */
  readonly key: string;
}

const CLEAN: Known = {};
const VERSION = 1;
/** In bytes. */
const KEY = 32;
const LINE_FEED = 10;
/** File systems tell times in steps of up to two seconds: what was changed so shortly before it was read may change again unseen. */
const RACY = 2000;
/** More files than this are not remembered. */
const MOST = 250_000;

export class ResultCache {
  /** Of the content hashes. */
  readonly key: Uint8Array;
  /** What went wrong, in words for the person who started the scan. */
  readonly remarks: string[] = [];
  readonly #folder: CacheFolder;
  readonly #scope: CacheScope;
  readonly #entries: Entries;
  readonly #seen = new Set<string>();
  /** No file was looked at before, in milliseconds since 1970. */
  readonly #opened: number;
  #changed = false;

  private constructor(folder: CacheFolder, scope: CacheScope, key: Uint8Array, entries: Entries, now: Date) {
    this.#opened = now.getTime();
    this.#folder = folder;
    this.#scope = scope;
    this.key = key;
    this.#entries = entries;
  }

  /** Never fails: what cannot be read is made anew, and a remark says so. */
  static async open(folder: CacheFolder, scope: CacheScope, now: Date): Promise<ResultCache> {
    const kept = await folder.read(nameOf(scope));
    const fresh = (): ResultCache => new ResultCache(folder, scope, folder.random(KEY), new Entries(), now);
    if (!kept) return fresh();
    const read = "reason" in kept ? undefined : unpack(kept.bytes);
    if (read === "other") return fresh();
    if (read?.head.base === scope.base) {
      const holds = read.head.build === scope.build && read.head.time <= now.getTime();
      return holds ? new ResultCache(folder, scope, hexToBytes(read.head.key), read.entries, now) : fresh();
    }
    const cache = fresh();
    cache.remarks.push(
      `the cache of results is made anew: ${"reason" in kept ? kept.reason : "it is not one of ours"}`,
    );
    return cache;
  }

  /**
   * @param variant what findings depend on besides the file
   * @param strictly only what was found with this variant counts: other rules may find what none of those found
   * @returns undefined where the file must be scanned
   */
  look(path: string, stamp: FileStamp, variant: string, strictly = false): Known | undefined {
    const isSame = this.#entries.isIn(path, stamp, RACY);
    if (strictly && !(isSame && this.#entries.get(path)?.found?.variant === variant)) return undefined;
    if (isSame && this.#entries.isClean(path)) {
      this.#seen.add(path);
      return CLEAN;
    }
    const entry = this.#entries.get(path);
    if (!entry) return undefined;
    const { content, stamp: before, read: _, ...known } = entry;
    if (!isSame) return content && before.size === stamp.size ? { ...known, content } : undefined;
    if (known.found && (known.found.variant !== variant || this.#hasExpired(known.found))) return undefined;
    this.#seen.add(path);
    return known;
  }

  /** A finding may go when it expires, and none comes. */
  #hasExpired({ list }: Found): boolean {
    return list.some(({ finding }) => {
      const expires = "expires" in finding ? finding.expires : undefined;
      return expires !== undefined && Date.parse(expires) <= this.#opened;
    });
  }

  random(length: number): Uint8Array {
    return this.#folder.random(length);
  }

  /** Remembers what became of a file. */
  keep(path: string, entry: Omit<Entry, "read">): void {
    if (this.#seen.size >= MOST || !this.#entries.set(path, { ...entry, read: this.#opened })) return;
    this.#seen.add(path);
    this.#changed = true;
  }

  /**
   * Writes what changed, whole or not at all.
   * @param isCovered whether a path that this scan did not come upon would have been in it, and so is gone
   */
  async save(now: Date, isCovered: (path: string) => boolean): Promise<void> {
    const unseen = [...this.#entries.paths()].filter((path) => !this.#seen.has(path));
    if (!this.#changed && !unseen.some(isCovered)) return;
    const kept = new Entries();
    const room = MOST - this.#seen.size;
    for (const path of [...this.#seen, ...unseen.filter((path) => !isCovered(path)).slice(0, room)])
      kept.set(path, this.#entries.get(path)!);
    const head: Head = { ...this.#scope, version: VERSION, time: now.getTime(), key: bytesToHex(this.key) };
    const failure = await this.#folder.write(nameOf(this.#scope), pack(head, kept));
    if (failure) this.remarks.push(`the results could not be kept for the next scan: ${failure}`);
    this.#changed = false;
  }
}

const nameOf = ({ base, kinds }: CacheScope): string =>
  `results-${bytesToHex(sha256(utf8ToBytes(`${kinds} ${base}`))).slice(0, 32)}`;

function pack(head: Head, entries: Entries): Uint8Array {
  return concatBytes(utf8ToBytes(`${JSON.stringify(head)}\n`), entries.pack());
}

/** @returns "other" where another version of Tokenward packed it, undefined where the bytes are not what `pack` makes */
function unpack(bytes: Uint8Array): { head: Head; entries: Entries } | "other" | undefined {
  const end = bytes.indexOf(LINE_FEED);
  try {
    const head: Head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
    if (typeof head.version !== "number") return undefined;
    return head.version === VERSION ? { head, entries: Entries.unpack(bytes.subarray(end + 1)) } : "other";
  } catch {
    return undefined;
  }
}
