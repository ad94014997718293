/** The machine as a web worker sees it: no files and no git, only what the client sends; hashes and randomness are there, and accounts can be read. */
import { hmac } from "@noble/hashes/hmac.js";
import { scryptAsync } from "@noble/hashes/scrypt.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Files, GitFacts, Host, Records } from "./host.ts";

export function createBrowserHost(): Host {
  const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
  return { files: noFiles, git: noGit, hashes, records, random };
}

const noFiles: Files = {
  read: async () => undefined,
  reader: () => () => undefined,
  write: async () => {
    throw new Error("there are no files in a web worker");
  },
  look: async () => undefined,
  walk: async function* () {},
};

const noGit: GitFacts = {
  root: async () => undefined,
  tracked: async () => undefined,
  ignored: async () => undefined,
  rootCommit: async () => undefined,
};

const unkept = (): never => {
  throw new Error("a web worker keeps no accounts");
};

const records: Records = {
  exclusively: async () => unkept(),
  replace: async () => unkept(),
  append: async () => unkept(),
  remove: async () => unkept(),
  list: async () => [],
  hash: (text) => bytesToHex(sha256(utf8ToBytes(text))),
  identity: async () => unkept(),
};

const hashes: Host["hashes"] = {
  hmac: async (key, value) => hmac(sha256, key, utf8ToBytes(value)),
  scrypt: (key, value) => scryptAsync(utf8ToBytes(value), key, { N: 2 ** 14, r: 8, p: 1, dkLen: 32 }),
};
