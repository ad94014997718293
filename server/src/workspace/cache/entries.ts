/** What the cache of results knows of files: one record of fixed length a file, in memory as on disk. */
import type { ReportedFinding } from "../../engine/inventory.ts";
import type { FileStamp } from "../../host/host.ts";

/** Findings, and what they depend on besides the file. */
export interface Found {
  readonly variant: string;
  readonly list: readonly ReportedFinding[];
  /** Names the run that counted its values: fingerprints that could be guessed at are numbers of that run. */
  readonly run?: string;
}

/** One file that a scan was done with, and in which state it was. */
export interface Entry {
  readonly stamp: FileStamp;
  /** When reading it began, in milliseconds since 1970. */
  readonly read: number;
  /** Why it was not scanned; absent where it was. */
  readonly reason?: string;
  /** Absent where it holds no finding, whatever is asked for. */
  readonly found?: Found;
  /** Keyed hash of its bytes; absent where anything in it was suspected of being a value. */
  readonly content?: Uint8Array;
}

/** In bytes. */
const LENGTH = 64;
const CONTENT = { at: 40, length: 16 };
/** 0 where there is no reason, else one more than its index. */
const REASON = 56;
const HAS_CONTENT = 57;
const HAS_FOUND = 58;
const MOST_REASONS = 255;

/** What does not fit into records. */
interface Names {
  readonly count: number;
  readonly reasons: readonly string[];
  readonly found: readonly (readonly [number, Found])[];
}

/** Entries by path; a path has one. */
export class Entries {
  readonly #places = new Map<string, number>();
  readonly #reasons: string[] = [];
  readonly #found = new Map<number, Found>();
  #bytes = new Uint8Array(LENGTH * 1024);
  #view = new DataView(this.#bytes.buffer);

  get size(): number {
    return this.#places.size;
  }

  paths(): Iterable<string> {
    return this.#places.keys();
  }

  get(path: string): Entry | undefined {
    const place = this.#places.get(path);
    if (place === undefined) return undefined;
    const at = place * LENGTH;
    const reason = this.#reasons[this.#bytes[at + REASON]! - 1];
    const from = at + CONTENT.at;
    const found = this.#bytes[at + HAS_FOUND] === 1 ? this.#found.get(place) : undefined;
    return {
      stamp: {
        size: this.#view.getFloat64(at, true),
        modified: this.#view.getBigInt64(at + 8, true),
        changed: this.#view.getBigInt64(at + 16, true),
        inode: this.#view.getBigUint64(at + 24, true),
      },
      read: this.#view.getFloat64(at + 32, true),
      ...(reason !== undefined && { reason }),
      ...(found && { found }),
      ...(this.#bytes[at + HAS_CONTENT] === 1 && { content: this.#bytes.slice(from, from + CONTENT.length) }),
    };
  }

  /** Whether the file was in this state, and was long before it was read: what `get` and a comparison would tell, for many. */
  isIn(path: string, { size, modified, changed, inode }: FileStamp, margin: number): boolean {
    const place = this.#places.get(path);
    if (place === undefined) return false;
    const at = place * LENGTH;
    const view = this.#view;
    if (view.getFloat64(at, true) !== size || view.getBigUint64(at + 24, true) !== inode) return false;
    if (view.getBigInt64(at + 8, true) !== modified || view.getBigInt64(at + 16, true) !== changed) return false;
    return Number(modified > changed ? modified : changed) / 1e6 < view.getFloat64(at + 32, true) - margin;
  }

  /** Whether it was scanned and holds no finding, whatever is asked for. */
  isClean(path: string): boolean {
    const at = (this.#places.get(path) ?? -1) * LENGTH;
    return at >= 0 && this.#bytes[at + REASON] === 0 && this.#bytes[at + HAS_FOUND] === 0;
  }

  /** @returns whether it could be kept: a path or a reason that cannot be written down is not */
  set(path: string, { stamp, read, reason, content, found }: Entry): boolean {
    const reasonNumber = reason === undefined ? 0 : this.#numberOf(reason);
    if (path.includes("\0") || reasonNumber === undefined) return false;
    const place = this.#places.get(path) ?? this.#places.size;
    this.#places.set(path, place);
    this.#makeRoom(place + 1);
    const at = place * LENGTH;
    this.#bytes.fill(0, at, at + LENGTH);
    this.#view.setFloat64(at, stamp.size, true);
    this.#view.setBigInt64(at + 8, stamp.modified, true);
    this.#view.setBigInt64(at + 16, stamp.changed, true);
    this.#view.setBigUint64(at + 24, stamp.inode, true);
    this.#view.setFloat64(at + 32, read, true);
    this.#bytes[at + REASON] = reasonNumber;
    if (content) {
      this.#bytes.set(content.subarray(0, CONTENT.length), at + CONTENT.at);
      this.#bytes[at + HAS_CONTENT] = 1;
    }
    if (found) {
      this.#found.set(place, found);
      this.#bytes[at + HAS_FOUND] = 1;
    } else this.#found.delete(place);
    return true;
  }

  /** The whole table as bytes: what `unpack` reads. */
  pack(): Uint8Array {
    const named: Names = { reasons: this.#reasons, count: this.size, found: [...this.#found] };
    const names = new TextEncoder().encode(JSON.stringify(named));
    const paths = new TextEncoder().encode([...this.paths()].join("\0"));
    const packed = new Uint8Array(4 + names.length + this.size * LENGTH + paths.length);
    new DataView(packed.buffer).setUint32(0, names.length, true);
    packed.set(names, 4);
    packed.set(this.#bytes.subarray(0, this.size * LENGTH), 4 + names.length);
    packed.set(paths, 4 + names.length + this.size * LENGTH);
    return packed;
  }

  /** @throws where the bytes are none that `pack` made */
  static unpack(packed: Uint8Array): Entries {
    const length = new DataView(packed.buffer, packed.byteOffset, packed.byteLength).getUint32(0, true);
    const names: Names = JSON.parse(textOf(packed.subarray(4, 4 + length)));
    const from = 4 + length;
    const end = from + names.count * LENGTH;
    const paths = names.count > 0 ? textOf(packed.subarray(end)).split("\0") : [];
    if (paths.length !== names.count || end > packed.length) throw new Error("the table does not hold what it says");
    const entries = new Entries();
    entries.#reasons.push(...names.reasons);
    for (const [place, found] of names.found) entries.#found.set(place, found);
    // A copy: what reads files hands out views of larger buffers.
    entries.#bytes = new Uint8Array(packed.subarray(from, end));
    entries.#view = new DataView(entries.#bytes.buffer);
    for (const [place, path] of paths.entries()) entries.#places.set(path, place);
    return entries;
  }

  #numberOf(reason: string): number | undefined {
    const known = this.#reasons.indexOf(reason);
    if (known >= 0) return known + 1;
    return this.#reasons.length < MOST_REASONS ? this.#reasons.push(reason) : undefined;
  }

  #makeRoom(count: number): void {
    if (count * LENGTH <= this.#bytes.length) return;
    const bytes = new Uint8Array(Math.max(this.#bytes.length * 2, LENGTH * 1024));
    bytes.set(this.#bytes);
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer);
  }
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
