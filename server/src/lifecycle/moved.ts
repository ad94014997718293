/** Tells the accounts, where a team keeps some, that tokens rest in a store from now on. */
import { type AccountHost, type Deed, readLedgerOf, record, textOf } from "./account.ts";
import { AUDIT } from "./files.ts";
import type { LedgerEntry } from "./ledger.ts";

export interface MovedToken {
  readonly fingerprint: string;
  readonly ruleId: string;
  /** The environment variable that it rests under. */
  readonly name: string;
  /** The provider's id. */
  readonly provider: string;
  /** Where it stood, relative to the root of the accounts. */
  readonly places: readonly string[];
}

/** Whether there is a ledger or an audit log to tell. */
export const keepsAccounts = async (root: string, host: AccountHost): Promise<boolean> =>
  (await readLedgerOf(root, host)) !== undefined || (await textOf(host, root, AUDIT)) !== "";

/**
 * Nothing where no accounts are kept. A token that the team has decided something else of stays in that state, and the log
 * alone tells of the move.
 * @param root absolute, where the accounts lie
 */
export async function recordMoved(root: string, host: AccountHost, tokens: readonly MovedToken[]): Promise<void> {
  if (tokens.length === 0 || !(await keepsAccounts(root, host))) return;
  await record(root, host, ({ entries }) =>
    [...byFingerprint(tokens)].map((token) => deedFor(token, entries.get(token.fingerprint))),
  );
}

/** Each token once, with all its places. */
function byFingerprint(tokens: readonly MovedToken[]): Iterable<MovedToken> {
  const known = new Map<string, MovedToken>();
  for (const token of tokens) {
    const places = [...(known.get(token.fingerprint)?.places ?? []), ...token.places];
    known.set(token.fingerprint, { ...token, places });
  }
  return known.values();
}

function deedFor({ fingerprint, ruleId, name, provider, places }: MovedToken, before: LedgerEntry | undefined): Deed {
  const deed = { action: "moved", fingerprint, ruleId, name, provider } as const;
  if (before && before.state !== "moved") return deed;
  const all = [...new Set([...(before?.places ?? []), ...places])].sort();
  return {
    ...deed,
    state: { fingerprint, state: "moved", ruleId, name, provider, ...(all.length > 0 && { places: all }) },
  };
}
