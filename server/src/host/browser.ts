/** The machine as a web worker sees it: no files and no git, only what the client sends; hashes and randomness are there. */
import { hmac } from "@noble/hashes/hmac.js";
import { scryptAsync } from "@noble/hashes/scrypt.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { Files, GitFacts, Host } from "./host.ts";

export function createBrowserHost(): Host {
  return { files: noFiles, git: noGit, hashes, random: (length) => crypto.getRandomValues(new Uint8Array(length)) };
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

const hashes: Host["hashes"] = {
  hmac: async (key, value) => hmac(sha256, key, utf8ToBytes(value)),
  scrypt: (key, value) => scryptAsync(utf8ToBytes(value), key, { N: 2 ** 14, r: 8, p: 1, dkLen: 32 }),
};
