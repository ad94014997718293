/**
 * Rotates a token in its store: the new value takes the old one's name, the old one stays under a dated name, so that both
 * can be had until the deadline, and the ledger knows both. All of it happens, or nothing.
 */
import type { Catalogue } from "../engine/catalogue.ts";
import { Fingerprinter, type FingerprintKey } from "../engine/fingerprint.ts";
import type { Secret } from "../engine/secret.ts";
import { type AccountHost, readLedgerOf, record } from "../lifecycle/account.ts";
import { daysLater } from "../lifecycle/dates.ts";
import { deedOf, OVERLAP } from "../lifecycle/decide.ts";
import type { LedgerEntry } from "../lifecycle/ledger.ts";
import { ProviderError } from "../providers/provider.ts";
import { type StoredToken, storedToken } from "./stored-token.ts";
import type { Target } from "./target.ts";

export interface RotationRequest {
  /** The environment variable that the token goes by. */
  readonly name: string;
  /** The new one. */
  readonly value: Secret;
  /** YYYY-MM-DD; a week from today where nobody says. */
  readonly until?: string;
  readonly reason?: string;
  /** Of the token that is meant; where it is absent, whatever rests under the name. */
  readonly fingerprint?: string;
  /** Where the old value stands and where the name is read, relative to the root of the accounts: what is to be looked at. */
  placesOf(fingerprint: string): readonly string[];
  /** The rule that knows a token, where it stands in a file. */
  ruleOf(fingerprint: string): string | undefined;
}

/** What is needed beside the store. */
export interface RotationTools {
  /** Of the accounts, absolute. */
  readonly root: string;
  readonly host: AccountHost & { readonly hashes: ConstructorParameters<typeof Fingerprinter>[1] };
  readonly key: FingerprintKey;
  readonly catalogue: Catalogue;
}

export interface Rotated {
  readonly entry: LedgerEntry;
  readonly by: string;
  /** The token that is on its way out, as far as the store held it. */
  readonly old?: StoredToken;
}

/** @throws ProviderError with a sentence for the person; then everything is as it was, or the sentence says what is not */
export async function rotate(target: Target, request: RotationRequest, tools: RotationTools): Promise<Rotated> {
  const { name, value, until = daysLater(new Date(), OVERLAP) } = request;
  const { root, host, key, catalogue } = tools;
  const fingerprinter = new Fingerprinter(key, host.hashes);
  const held = await target.get(name);
  const old = held && (await storedToken(name, held, catalogue, fingerprinter));
  const fingerprint = request.fingerprint ?? old?.fingerprint;
  if (fingerprint === undefined)
    throw new ProviderError(
      `${name} has no value in ${target.title}, so there is nothing to rotate; generate makes one.`,
    );
  if (held?.equals(value)) throw new ProviderError("The new value is the old one: get another from the issuer.");
  if (old && old.fingerprint !== fingerprint)
    throw new ProviderError(`${name} holds another token in ${target.title}, which stays as it is.`);
  const keptAs = held && (await freeName(target, `${name}_UNTIL_${until.replaceAll("-", "_")}`, held));
  const { fingerprint: successor } = await storedToken(name, value, catalogue, fingerprinter);
  const ruleId = request.ruleOf(fingerprint) ?? old?.ruleId;
  await putBoth(target, { name, value, held, keptAs });
  const decision = {
    ...{ fingerprint, state: "rotated" as const, until, places: request.placesOf(fingerprint) },
    ...(ruleId && { ruleId }),
    ...(request.reason && { reason: request.reason }),
    successor: { successor, name, provider: target.id, ...(keptAs && { keptAs }) },
  };
  try {
    const { ledger, by } = await record(root, host, ({ entries }) => [
      deedOf(decision, entries.get(fingerprint), new Date()),
    ]);
    return { entry: ledger.entries.get(fingerprint)!, by, ...(old && { old }) };
  } catch (error) {
    await putBack(target, { name, held, keptAs });
    throw error;
  }
}

/** A second rotation on one day does not lose the first one's old value. */
async function freeName(target: Target, wanted: string, value: Secret): Promise<string> {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}_${number}`;
    const there = await target.get(name);
    if (!there || there.equals(value)) return name;
  }
}

interface Puts {
  readonly name: string;
  readonly value: Secret;
  readonly held: Secret | undefined;
  readonly keptAs: string | undefined;
}

/** The old value is safe under its new name before the other takes its place. */
async function putBoth(target: Target, { name, value, held, keptAs }: Puts): Promise<void> {
  if (held && keptAs) await target.put(keptAs, held);
  try {
    await target.put(name, value);
  } catch (error) {
    await putBack(target, { name, held, keptAs });
    throw error;
  }
}

async function putBack(target: Target, { name, held, keptAs }: Omit<Puts, "value">): Promise<void> {
  try {
    if (held) await target.put(name, held);
    else await target.remove(name);
    if (keptAs) await target.remove(keptAs);
  } catch {
    const where = keptAs ? ` The old value is there as ${keptAs}.` : "";
    throw new ProviderError(`${target.title} could not be set back as it was: look at ${name}.${where}`);
  }
}

/** The entry whose old value the store still keeps under a dated name. */
export async function keptEntry(
  root: string,
  host: Parameters<typeof readLedgerOf>[1],
  fingerprint: string,
): Promise<(LedgerEntry & { readonly keptAs: string }) | undefined> {
  const entry = (await readLedgerOf(root, host))?.entries.get(fingerprint);
  return entry?.keptAs === undefined ? undefined : { ...entry, keptAs: entry.keptAs };
}
