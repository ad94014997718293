/** Accounts in a folder on disk, for tests: deeds without values, and what stands on disk after them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createNodeHost } from "../../server/src/host/node.ts";
import { type Deed, record } from "../../server/src/lifecycle/account.ts";
import { AUDIT, isArchive, LEDGER } from "../../server/src/lifecycle/files.ts";
import type { Accounts } from "../../server/src/lifecycle/verify.ts";

export const host = createNodeHost(() => false);

export const hashOf = host.records!.hash;

/** A fingerprint that belongs to no value. */
export const fingerprintOf = (name: string): string => hashOf(name);

export const revoke = (name: string, reason = "leaked"): Deed => ({
  action: "revoked",
  reason,
  state: { fingerprint: fingerprintOf(name), state: "revoked", reason },
});

export const accept = (name: string, until = "2030-01-31"): Deed => ({
  action: "accepted",
  reason: "a fixture",
  until,
  state: { fingerprint: fingerprintOf(name), state: "accepted", reason: "a fixture", until },
});

export const reveal = (name: string): Deed => ({ action: "revealed", fingerprint: fingerprintOf(name) });

export const write = (root: string, ...deeds: readonly Deed[]) => record(root, host, () => deeds);

const textIn = (root: string, name: string): string => {
  try {
    return readFileSync(join(root, ".tokenward", name), "utf8");
  } catch {
    return "";
  }
};

export function accountsIn(root: string): Accounts {
  const archives = readdirSync(join(root, ".tokenward")).filter(isArchive).sort();
  return {
    ledger: textIn(root, LEDGER),
    audit: textIn(root, AUDIT),
    archives: new Map(archives.map((name) => [name, textIn(root, name)])),
  };
}
