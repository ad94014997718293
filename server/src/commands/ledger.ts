/** `tokenward ledger`: states of tokens, by fingerprint, written to ledger and audit log. */
import type { Catalogue } from "../engine/catalogue.ts";
import type { InventoryToken } from "../engine/inventory.ts";
import { type Deed, readLedgerOf, record } from "../lifecycle/account.ts";
import { daysLater, readDay } from "../lifecycle/dates.ts";
import type { LedgerEntry, LedgerState } from "../lifecycle/ledger.ts";
import { ledgerJson, ledgerText } from "../report/ledger.ts";
import { ensureLasting, resolveFingerprint, rootOf, telling, tokensOf } from "./accounts.ts";
import { CommandError, exits, type Terminal } from "./terminal.ts";

export interface StateOptions {
  readonly reason?: string;
  readonly until?: string;
  readonly owner?: string;
  readonly fingerprintKeyFile?: string;
}

/** The old value of a rotated token may be in use for so many days more. */
const OVERLAP = 7;

/** Writes one state of one token. @returns the exit status */
export async function setState(
  state: Exclude<LedgerState, "moved">,
  given: string,
  options: StateOptions,
  catalogue: Catalogue,
  terminal: Terminal,
): Promise<number> {
  const until = dayOfOption(options.until);
  if (state === "accepted" && !options.reason?.trim())
    throw new CommandError("say why it is accepted: --reason TEXT; a reviewer will ask");
  if (state === "revoked" && until) throw new CommandError("a revoked token stays revoked: leave --until out");
  const root = await rootOf(terminal);
  await telling(ensureLasting(root, options.fingerprintKeyFile, terminal));
  const tokens = await tokensOf(root, options.fingerprintKeyFile, catalogue, terminal);
  const fingerprint = resolveFingerprint(given, await readLedgerOf(root, terminal.host), tokens);
  const token = tokens.find((each) => each.fingerprint === fingerprint);
  const { by, on, ledger } = await telling(
    record(root, terminal.host, ({ entries }) => [
      deedOf(state, { ...options, until }, fingerprint, token, entries.get(fingerprint)),
    ]),
  );
  terminal.out(sentence(ledger.entries.get(fingerprint)!, token, by, on, catalogue));
  return exits.clean;
}

function dayOfOption(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const day = readDay(given);
  if (!day) throw new CommandError(`${given} is no day; write it as 2026-12-31`);
  return day;
}

function deedOf(
  state: Exclude<LedgerState, "moved">,
  { reason, until, owner }: Omit<StateOptions, "until"> & { readonly until: string | undefined },
  fingerprint: string,
  token: InventoryToken | undefined,
  before: LedgerEntry | undefined,
): Deed {
  const ruleId = token?.ruleId ?? before?.ruleId;
  const places = token ? [...new Set(token.places.map(({ path }) => path))].sort() : before?.places;
  const last =
    state === "rotated" ? { deadline: until ?? daysLater(new Date(), OVERLAP) } : until ? { until } : undefined;
  const told = { ...(reason && { reason }), ...(ruleId && { ruleId }) };
  return {
    action: state,
    ...told,
    ...(until && { until }),
    state: { fingerprint, state, ...told, ...(owner && { owner }), ...last, ...(places?.length && { places }) },
  };
}

function sentence(
  { state, fingerprint, until, deadline, places = [] }: LedgerEntry,
  token: InventoryToken | undefined,
  by: string,
  on: string,
  catalogue: Catalogue,
): string {
  const what = token ? `${token.title} ${token.masked}` : "A token that no file holds";
  const revoke = token && catalogue.rule(token.ruleId)?.revoke;
  const page = revoke ? ` Revoke it: ${revoke}` : "";
  const next = {
    accepted: until ? `It is left out until ${until}.` : "It is left out, without an end; --until sets one.",
    moved: "",
    rotated: `The old value must be gone by ${deadline}.${page}`,
    revoked: `Wherever it stands from now on, it is an error.${page}`,
  }[state];
  const list = state === "accepted" ? [] : places.map((path) => `  still in ${path}`);
  return `${[`${what} (${fingerprint.slice(0, 12)}): ${state} by ${by} on ${on.slice(0, 10)}. ${next}`, ...list].join("\n")}\n`;
}

/** Marks a place of a rotated token as done. @returns the exit status */
export async function markDone(given: string, path: string, terminal: Terminal): Promise<number> {
  const root = await rootOf(terminal);
  const fingerprint = resolveFingerprint(given, await readLedgerOf(root, terminal.host), []);
  const { ledger } = await telling(
    record(root, terminal.host, ({ entries }) => {
      const entry = entries.get(fingerprint);
      if (entry?.state !== "rotated") throw new CommandError("only the places of a rotated token are marked as done");
      if (!entry.places?.includes(path))
        throw new CommandError(`${path} is not on its list: ${entry.places?.join(", ") || "which is empty"}`);
      const { on: _, by: __, replaces: ___, ...kept } = entry;
      const done = [...new Set([...(entry.done ?? []), path])].sort();
      return [{ action: "done", fingerprint, path, state: { ...kept, done } }];
    }),
  );
  const { places = [], done = [] } = ledger.entries.get(fingerprint)!;
  terminal.out(`${done.length} of ${places.length} places done.\n`);
  return exits.clean;
}

/** @returns the exit status */
export async function removeState(given: string, reason: string | undefined, terminal: Terminal): Promise<number> {
  const root = await rootOf(terminal);
  const ledger = await readLedgerOf(root, terminal.host);
  const fingerprint = resolveFingerprint(given, ledger, []);
  if (!ledger?.entries.has(fingerprint)) throw new CommandError(`the ledger has no entry ${given}`);
  await telling(
    record(root, terminal.host, () => [{ action: "removed", fingerprint, ...(reason && { reason }), state: null }]),
  );
  terminal.out(`${fingerprint.slice(0, 12)} is as it was found again.\n`);
  return exits.clean;
}

/** @returns the exit status */
export async function listLedger(asJson: boolean, terminal: Terminal): Promise<number> {
  const ledger = await readLedgerOf(await rootOf(terminal), terminal.host);
  const entries = [...(ledger?.entries.values() ?? [])];
  terminal.out(asJson ? ledgerJson(entries, terminal.version) : ledgerText(entries, new Date()));
  for (const { line, message } of ledger?.problems ?? [])
    terminal.err(`.tokenward/ledger.jsonl:${line + 1}: ${message}\n`);
  return exits.clean;
}
