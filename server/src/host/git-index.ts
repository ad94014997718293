/** Reads which files git tracks from its index file (https://git-scm.com/docs/index-format), so that git need not be run. */

/**
 * @param bytes the file `.git/index`
 * @returns paths relative to the work tree's root, with `/`; undefined where the format is not known
 */
export function trackedPaths(bytes: Uint8Array): ReadonlySet<string> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || text(bytes, 0, 4) !== "DIRC") return undefined;
  const version = view.getUint32(4);
  if (version < 2 || version > 4) return undefined;
  return pathsOf(view, bytes, SHA1) ?? pathsOf(view, bytes, SHA256);
}

/** Lengths of the two kinds of object names, in bytes: nothing in the file says which it is. */
const SHA1 = 20;
const SHA256 = 32;
/** What an entry holds before its object name. */
const STAT = 40;
/** Longer names are written with this length. */
const LONGEST = 0xfff;

/** @returns undefined where the lengths of names say that object names are of another length */
function pathsOf(view: DataView, bytes: Uint8Array, hash: number): ReadonlySet<string> | undefined {
  const version = view.getUint32(4);
  const paths = new Set<string>();
  let at = 12;
  let previous = new Uint8Array();
  for (let left = view.getUint32(8); left > 0 && at + STAT + hash + 2 < bytes.length; left--) {
    const flags = view.getUint16(at + STAT + hash);
    const nameAt = at + STAT + hash + (version >= 3 && (flags & 0x4000) !== 0 ? 4 : 2);
    const entry = version === 4 ? compressedName(bytes, nameAt, previous) : plainName(bytes, at, nameAt);
    if (Math.min(entry.name.length, LONGEST) !== (flags & LONGEST)) return undefined;
    paths.add(text(entry.name, 0, entry.name.length));
    previous = entry.name;
    at = entry.next;
  }
  return paths;
}

interface Entry {
  readonly name: Uint8Array<ArrayBuffer>;
  readonly next: number;
}

const text = (bytes: Uint8Array, from: number, to: number): string =>
  new TextDecoder().decode(bytes.subarray(from, to));

/** Versions 2 and 3 pad each entry with one to eight zero bytes to a multiple of eight. */
function plainName(bytes: Uint8Array, entryAt: number, nameAt: number): Entry {
  const end = bytes.indexOf(0, nameAt);
  const length = end - entryAt;
  return { name: bytes.slice(nameAt, end), next: entryAt + length + (8 - (length % 8)) };
}

/** Version 4 says how many bytes to cut from the previous name, as a variable-length number, and what follows. */
function compressedName(bytes: Uint8Array, nameAt: number, previous: Uint8Array): Entry {
  let at = nameAt;
  let cut = bytes[at]! & 0x7f;
  while (bytes[at++]! & 0x80) cut = ((cut + 1) << 7) | (bytes[at]! & 0x7f);
  const end = bytes.indexOf(0, at);
  const kept = previous.subarray(0, Math.max(0, previous.length - cut));
  return { name: Uint8Array.from([...kept, ...bytes.subarray(at, end)]), next: end + 1 };
}
