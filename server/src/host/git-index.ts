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
  const paths = new Set<string>();
  let at = 12;
  let previous = "";
  for (let left = view.getUint32(8); left > 0 && at + 62 < bytes.length; left--) {
    const extended = version >= 3 && (view.getUint16(at + 60) & 0x4000) !== 0;
    const nameAt = at + (extended ? 64 : 62);
    const entry = version === 4 ? compressedName(bytes, nameAt, previous) : plainName(bytes, at, nameAt);
    paths.add(entry.name);
    previous = entry.name;
    at = entry.next;
  }
  return paths;
}

interface Entry {
  readonly name: string;
  readonly next: number;
}

const text = (bytes: Uint8Array, from: number, to: number): string =>
  new TextDecoder().decode(bytes.subarray(from, to));

/** Versions 2 and 3 pad each entry with one to eight zero bytes to a multiple of eight. */
function plainName(bytes: Uint8Array, entryAt: number, nameAt: number): Entry {
  const end = bytes.indexOf(0, nameAt);
  const length = end - entryAt;
  return { name: text(bytes, nameAt, end), next: entryAt + length + (8 - (length % 8)) };
}

/** Version 4 says how many bytes to cut from the previous name, as a variable-length number, and what follows. */
function compressedName(bytes: Uint8Array, nameAt: number, previous: string): Entry {
  let at = nameAt;
  let cut = bytes[at]! & 0x7f;
  while (bytes[at++]! & 0x80) cut = ((cut + 1) << 7) | (bytes[at]! & 0x7f);
  const end = bytes.indexOf(0, at);
  const kept = new TextEncoder().encode(previous);
  return { name: text(kept, 0, kept.length - cut) + text(bytes, at, end), next: end + 1 };
}
