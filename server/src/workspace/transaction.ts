/** One move into a store that no edit reaches: put, read back, then edit the code; what cannot be finished is taken back. */
import type { Secret } from "../engine/secret.ts";
import type { Host } from "../host/host.ts";
import { providerOf } from "../providers/index.ts";
import { type OpenStore, openProvider, type ProviderHost } from "../providers/project.ts";
import { type Provider, ProviderError, type Store } from "../providers/provider.ts";
import { interrupted, Journal, type JournalEntry, type JournalPut } from "./journal.ts";

export interface Put {
  /** As the journal keeps it. */
  readonly folder: string;
  readonly at: OpenStore;
  readonly name: string;
  readonly value: Secret;
  /** The files that hold it, relative to the base. */
  readonly files: readonly string[];
}

/** How the edit ended: `partly` where some files were changed and could not be changed back. */
export type Edited = "done" | "refused" | "partly";

export interface Transaction {
  /** The workspace folder, absolute. */
  readonly base: string;
  readonly puts: readonly Put[];
  /** Puts references in the place of the values. */
  edit(): Promise<Edited>;
}

/**
 * @returns "done", or "refused" where the edit was and all is as before
 * @throws ProviderError where a value could not be put, or came back as another one; all is as before, or the message says what is not
 */
export async function carryOut(transaction: Transaction, host: Host): Promise<"done" | "refused"> {
  const { base, puts } = transaction;
  if (!host.notes) throw new ProviderError("Without a place for a journal nothing is moved into a store.");
  const journal = await Journal.begin(host.notes, base, host.random(8));
  const fresh: Put[] = [];
  try {
    for (const put of puts) await putOne(put, journal, fresh);
    await journal.noteEditing();
  } catch (error) {
    await takeBack(fresh, journal);
    throw error;
  }
  const edited = await transaction.edit().catch((error: Error) => error);
  if (edited === "done") {
    await journal.end();
    return "done";
  }
  if (edited === "partly")
    throw new ProviderError(
      "Not every file could be changed. The values are in the store; the rest can be moved again.",
    );
  await takeBack(fresh, journal);
  if (edited instanceof Error) throw edited;
  return "refused";
}

async function putOne(put: Put, journal: Journal, fresh: Put[]): Promise<void> {
  const { folder, at, name, value, files } = put;
  const { provider, store } = at;
  const there = await store.get(name);
  if (there && !there.equals(value))
    throw new ProviderError(`${name} holds another value in ${provider.title}, which stays as it is.`);
  if (there) return;
  await journal.noteFresh({ folder, provider: provider.id, name, files });
  // Before it is put: a put that fails halfway may have arrived all the same.
  fresh.push(put);
  await store.put(name, value);
  const back = await store.get(name);
  if (!back?.equals(value))
    throw new ProviderError(`${provider.title} did not give back what was put as ${name}, so the code stays as it is.`);
}

/** @throws ProviderError that names what is still in a store; the journal keeps it for the next start */
async function takeBack(fresh: readonly Put[], journal: Journal): Promise<void> {
  const left: string[] = [];
  for (const { at, name } of [...fresh].reverse())
    await at.store.remove(name).catch(() => void left.push(`${name} in ${at.provider.title}`));
  if (left.length === 0) return journal.end();
  throw new ProviderError(`The code stays as it was, but this could not be taken back: ${left.join(", ")}.`);
}

/** What became of a move that a crash interrupted. */
export interface Settled {
  readonly name: string;
  /** The provider's title. */
  readonly store: string;
  /** `finished`: it was done already. `taken-back`: the code holds the value, the store no longer does. `halfway`: both do. */
  readonly became: "finished" | "taken-back" | "halfway" | "unreachable";
  /** Files that still hold the value, relative to the base. */
  readonly files: readonly string[];
}

/** Finishes or tells what moves in this workspace folder left behind; never removes a value that the code does not hold. */
export async function settleInterrupted(
  host: Host,
  base: string,
  lookUp: (id: string) => Provider | undefined = providerOf,
): Promise<readonly Settled[]> {
  if (!host.notes) return [];
  const settled: Settled[] = [];
  for (const { name, entry } of await interrupted(host.notes, base)) {
    const results = await settle(entry, host, lookUp);
    settled.push(...results);
    if (!results.some(({ became }) => became === "unreachable")) await host.notes.remove(name);
  }
  return settled;
}

async function settle(
  entry: JournalEntry,
  host: ProviderHost,
  lookUp: (id: string) => Provider | undefined,
): Promise<Settled[]> {
  const settled: Settled[] = [];
  for (const put of entry.puts) {
    const provider = lookUp(put.provider);
    const what = { name: put.name, store: provider?.title ?? put.provider };
    const outcome = await inItsStore(provider, put, entry, host).catch(() => UNREACHABLE);
    if (outcome) settled.push({ ...what, ...outcome });
  }
  return settled;
}

const UNREACHABLE = { became: "unreachable", files: [] } as const;

async function inItsStore(
  provider: Provider | undefined,
  put: JournalPut,
  entry: JournalEntry,
  host: ProviderHost,
): Promise<Pick<Settled, "became" | "files"> | undefined> {
  if (!provider) return UNREACHABLE;
  const { store } = await openProvider(provider, host, entry.base, put.folder);
  return settleOne(store, put, entry, host);
}

async function settleOne(
  store: Store,
  { name, files }: JournalPut,
  { base, phase }: JournalEntry,
  host: ProviderHost,
): Promise<Pick<Settled, "became" | "files"> | undefined> {
  const value = await store.get(name);
  // It never arrived: the code was not touched.
  if (!value) return undefined;
  const read = await Promise.all(files.map((file) => host.files.read(`${base}/${file}`)));
  const holding = files.filter((_, at) => value.standsIn(new TextDecoder().decode(read[at])));
  if (holding.length === 0) return { became: "finished", files: [] };
  // An editor may hold the edit and not have saved it yet.
  if (phase === "editing") return { became: "halfway", files: holding };
  await store.remove(name);
  return { became: "taken-back", files: holding };
}
