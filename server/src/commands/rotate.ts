/** `tokenward ledger rotate --name`: a new value takes the old one's place in a store; both work until the deadline. */
import { builtinReferences } from "../builtin-references.ts";
import type { Catalogue } from "../engine/catalogue.ts";
import { type ChecksumName, cannotGenerate, generate } from "../engine/generate.ts";
import type { InventoryToken } from "../engine/inventory.ts";
import { Secret } from "../engine/secret.ts";
import { readLedgerOf, record } from "../lifecycle/account.ts";
import { readDay } from "../lifecycle/dates.ts";
import { forgottenDeed } from "../lifecycle/decide.ts";
import { plural } from "../report/count.ts";
import { relativePath } from "../workspace/paths.ts";
import { referencesIn } from "../workspace/reads.ts";
import { keptEntry, type Rotated, rotate } from "../workspace/rotation.ts";
import { ensureLasting, resolveFingerprint, rootOf, telling, tokensOf } from "./accounts.ts";
import { lastingFingerprints } from "./fingerprints.ts";
import { requireName } from "./generate.ts";
import { inWords, targetFor } from "./target.ts";
import { teamFor } from "./team.ts";
import { CommandError, exits, type Terminal } from "./terminal.ts";

export interface RotateOptions {
  /** The environment variable that the token goes by. */
  readonly name: string;
  readonly provider: string;
  /** The new value is made here, else it is read. */
  readonly generate: boolean;
  readonly bytes: number;
  readonly prefix: string;
  readonly checksum?: ChecksumName;
  readonly until?: string;
  readonly reason?: string;
  readonly fingerprintKeyFile?: string;
}

const SCAN = { config: true } as const;

/** @param given the beginning of a fingerprint; without it, whatever rests under the name. @returns the exit status */
export async function rotateCommand(
  given: string | undefined,
  options: RotateOptions,
  catalogue: Catalogue,
  terminal: Terminal,
): Promise<number> {
  const { name, until, reason, fingerprintKeyFile: keyFile } = options;
  requireName(name);
  if (until !== undefined && !readDay(until)) throw new CommandError(`${until} is no day; write it as 2026-12-31`);
  const root = await rootOf(terminal);
  await telling(ensureLasting(root, keyFile, terminal));
  const store = await targetFor(options.provider, terminal);
  const tokens = await tokensOf(root, keyFile, catalogue, terminal);
  const fingerprint =
    given === undefined ? undefined : resolveFingerprint(given, await readLedgerOf(root, terminal.host), tokens);
  const tokenOf = (print: string): InventoryToken | undefined => tokens.find((each) => each.fingerprint === print);
  const value = await newValue(options, terminal);
  const { key } = await lastingFingerprints(keyFile, { ...terminal, workingDirectory: root });
  const readers = await readersOf(name, root, catalogue, terminal);
  const request = {
    ...{ name, value },
    ...(until && { until }),
    ...(reason && { reason }),
    ...(fingerprint && { fingerprint }),
    placesOf: (print: string) => [...(tokenOf(print)?.places.map(({ path }) => path) ?? []), ...readers],
    ruleOf: (print: string) => tokenOf(print)?.ruleId,
  };
  const { host } = terminal;
  const rotated = await telling(inWords(() => rotate(store, request, { root, host, key, catalogue })));
  terminal.out(sentence(rotated, store.title, tokenOf(rotated.entry.fingerprint), catalogue));
  return exits.clean;
}

/** Whoever watches types it unseen; else it is the first line of standard input. */
async function newValue(options: RotateOptions, terminal: Terminal): Promise<Secret> {
  if (options.generate) {
    const reason = cannotGenerate(options);
    if (reason) throw new CommandError(reason);
    return generate(options, (length) => terminal.host.random(length)).value;
  }
  const typed = (await terminal.hidden(`The new value of ${options.name}: `)).trim();
  if (typed === "") throw new CommandError("there is no new value: type it, pipe it in, or pass --generate");
  return new Secret(typed);
}

/** The files that read the name, relative to the root. */
async function readersOf(name: string, root: string, catalogue: Catalogue, terminal: Terminal): Promise<string[]> {
  const { workingDirectory: folder, host } = terminal;
  const { configs } = await teamFor(SCAN, catalogue, terminal);
  const all = await referencesIn(folder, host, { catalogue, references: builtinReferences(), configs });
  const places = all.find((reference) => reference.name === name)?.places ?? [];
  return places.map(({ path }) => relativePath(root, `${folder}/${path}`));
}

function sentence(
  { entry, by, old }: Rotated,
  title: string,
  token: InventoryToken | undefined,
  catalogue: Catalogue,
): string {
  const { fingerprint, name, keptAs, deadline, places = [], ruleId } = entry;
  const what = [token?.title ?? old?.title ?? "A token", token?.masked ?? old?.masked].filter(Boolean).join(" ");
  const short = fingerprint.slice(0, 12);
  const revoke = ruleId && catalogue.rule(ruleId)?.revoke;
  const lines = [
    `${what} (${short}): rotated by ${by}. The new value is in ${title} as ${name}.`,
    ...(keptAs
      ? [`The old one stays there as ${keptAs} until ${deadline}.`]
      : [`The old one must be gone by ${deadline}.`]),
    ...(places.length > 0 ? [`${plural(places.length, "place")} to look at:`] : []),
    ...places.map((path) => `  [ ] ${path}`),
    ...(places.length > 0 ? [`Tick each off: tokenward ledger done ${short} PATH`] : []),
    `Then revoke the old one${revoke ? ` (${revoke})` : ""} and say so: tokenward ledger revoke ${short}${keptAs ? " --forget" : ""}`,
  ];
  return `${lines.join("\n")}\n`;
}

/** Takes the old value of a rotated token out of the store that still keeps it. @returns a sentence; empty where none does */
export async function forget(root: string, fingerprint: string, terminal: Terminal): Promise<string> {
  const entry = await keptEntry(root, terminal.host, fingerprint);
  if (!entry) return "";
  const store = await targetFor(entry.provider ?? "dotenv", terminal);
  await inWords(() => store.remove(entry.keptAs));
  await telling(
    record(root, terminal.host, ({ entries }) => {
      const now = entries.get(fingerprint);
      return now ? [forgottenDeed(now)] : [];
    }),
  );
  return `Its old value (${entry.keptAs}) is out of ${store.title}.\n`;
}
