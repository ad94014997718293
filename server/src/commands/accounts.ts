/** What the commands on the accounts share: where these lie, whom a fingerprint's beginning means, how errors are told. */
import type { Catalogue } from "../engine/catalogue.ts";
import { buildInventory, type FingerprintedFinding, type InventoryToken, isOfToken } from "../engine/inventory.ts";
import type { Ledger } from "../lifecycle/ledger.ts";
import { isFingerprint } from "../lifecycle/ledger.ts";
import { accountsRoot } from "../lifecycle/root.ts";
import { makeSalt, needsSalt } from "../lifecycle/salt.ts";
import { lastingFingerprints } from "./fingerprints.ts";
import { gather } from "./gather.ts";
import { CommandError, type Terminal } from "./terminal.ts";

/** Shorter beginnings mean too many. */
const SHORTEST = 4;

export const rootOf = ({ host, workingDirectory }: Terminal): Promise<string> => accountsRoot(workingDirectory, host);

/** Fingerprints that the ledger keeps must be the same tomorrow. */
export async function ensureLasting(root: string, keyFile: string | undefined, { host }: Terminal): Promise<void> {
  if (keyFile === undefined && (await needsSalt(root, host))) await makeSalt(root, host);
}

/** Every token in the files of the repository, as the team's configs want them. */
export async function tokensOf(
  root: string,
  keyFile: string | undefined,
  catalogue: Catalogue,
  terminal: Terminal,
): Promise<InventoryToken[]> {
  const options = { config: true, ignore: true, minConfidence: "low", progress: terminal.interactive } as const;
  const found: FingerprintedFinding[] = [];
  const there = { ...terminal, workingDirectory: root };
  const fingerprints = await lastingFingerprints(keyFile, there);
  await gather([], options, fingerprints, catalogue, there, (some) => void found.push(...some.filter(isOfToken)));
  return buildInventory(found);
}

/** @returns the whole fingerprint */
export function resolveFingerprint(
  given: string,
  ledger: Ledger | undefined,
  tokens: readonly InventoryToken[],
): string {
  const prefix = given.toLowerCase().replace(/\.+$/, "");
  const known = new Set([...(ledger?.entries.keys() ?? []), ...tokens.map(({ fingerprint }) => fingerprint)]);
  if (known.has(prefix)) return prefix;
  if (prefix.length < SHORTEST) throw new CommandError(`give at least ${SHORTEST} characters of the fingerprint`);
  const meant = [...known].filter((fingerprint) => fingerprint.startsWith(prefix));
  if (meant.length === 1) return meant[0]!;
  if (meant.length > 1) throw new CommandError(`${given} begins ${meant.length} fingerprints; give more of it`);
  if (isFingerprint(prefix)) return prefix;
  throw new CommandError(`no token here has the fingerprint ${given}; \`tokenward inventory\` shows them`);
}

/** Failures of the accounts are told, not thrown at the reader. */
export async function telling<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if ((error as Error).name === "CommandError") throw error;
    throw new CommandError(`the accounts could not be kept: ${(error as Error).message}`);
  }
}
