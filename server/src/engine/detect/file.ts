/** Finds files that are tokens as a whole, key stores and private keys in binary, by their name and their first bytes. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { Catalogue, FileCall } from "../catalogue.ts";
import type { SourceDocument } from "../document.ts";
import type { Suspicion } from "../finding.ts";

/** So much of a file is looked at, in bytes. */
const HEAD = 8192;

/** A binary file as something that can be judged and shown: none of its bytes is in the text. */
export interface BinaryFile {
  readonly document: SourceDocument;
  readonly suspicions: readonly Suspicion[];
}

/**
 * Costs nothing where no rule asks for files of this name.
 * @param path with `/`
 * @returns undefined where the file is none. The suspicion's span covers the first bytes, one character each; its value is the file's
 * SHA-256, so that equal files are one token.
 */
export function detectFile(path: string, bytes: Uint8Array, catalogue: Catalogue): BinaryFile | undefined {
  const calls = callsFor(path, catalogue);
  if (calls.length === 0) return undefined;
  const head = latin1(bytes.subarray(0, HEAD));
  for (const { rule, pattern } of calls) {
    const end = pattern.regex.exec(head)?.indices?.[rule.pattern.group]?.[1];
    if (end === undefined) continue;
    const text = ".".repeat(end);
    const decoded = bytesToHex(sha256(bytes));
    const suspicion = { rule, span: { start: 0, end }, decoded, confidence: rule.confidence, weight: 0 };
    return { document: { path, text }, suspicions: [suspicion] };
  }
  return undefined;
}

function callsFor(path: string, { fileCalls }: Catalogue): readonly FileCall[] {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const extension = name.slice(name.lastIndexOf(".") + 1);
  const calls = [...(fileCalls.get(name) ?? []), ...(extension === name ? [] : (fileCalls.get(extension) ?? []))];
  return calls.filter(({ except }) => !except.includes(name));
}

/** One character a byte, as patterns for bytes are written. */
function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
