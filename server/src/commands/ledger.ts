/** `tokenward ledger`: states of tokens, by fingerprint, written to ledger and audit log. */
import type { Catalogue } from "../engine/catalogue.ts";
import type { InventoryToken } from "../engine/inventory.ts";
import { readLedgerOf, record } from "../lifecycle/account.ts";
import { deedOf, doneDeed, type Refusal, refusalOf } from "../lifecycle/decide.ts";
import type { LedgerEntry, LedgerState } from "../lifecycle/ledger.ts";
import { ledgerJson, ledgerText } from "../report/ledger.ts";
import { ensureLasting, resolveFingerprint, rootOf, telling, tokensOf } from "./accounts.ts";
import { CommandError, exits, type Terminal } from "./terminal.ts";

export interface StateOptions {
  readonly reason?: string;
  readonly until?: string;
  readonly owner?: string;
  /** Where more is told. */
  readonly link?: string;
  /** Whether the old value that a store still keeps is taken out of it. */
  readonly forget?: boolean;
  readonly fingerprintKeyFile?: string;
}

/** Writes one state of one token. @returns the exit status */
export async function setState(
  state: Exclude<LedgerState, "moved">,
  given: string,
  options: StateOptions,
  catalogue: Catalogue,
  terminal: Terminal,
): Promise<number> {
  const { reason, until, owner, link } = options;
  const told = { ...(reason && { reason }), ...(until && { until }), ...(owner && { owner }), ...(link && { link }) };
  const refusal = refusalOf({ fingerprint: "", state, ...told });
  if (refusal) throw new CommandError(REFUSALS[refusal]);
  const root = await rootOf(terminal);
  await telling(ensureLasting(root, options.fingerprintKeyFile, terminal));
  const tokens = await tokensOf(root, options.fingerprintKeyFile, catalogue, terminal);
  const fingerprint = resolveFingerprint(given, await readLedgerOf(root, terminal.host), tokens);
  const token = tokens.find((each) => each.fingerprint === fingerprint);
  const found = token && { ruleId: token.ruleId, places: token.places.map(({ path }) => path) };
  const { by, on, ledger } = await telling(
    record(root, terminal.host, ({ entries }) => [
      deedOf({ fingerprint, state, ...told, ...found }, entries.get(fingerprint), new Date()),
    ]),
  );
  terminal.out(sentence(ledger.entries.get(fingerprint)!, token, by, on, catalogue));
  if (options.forget) terminal.out(await (await import("./rotate.ts")).forget(root, fingerprint, terminal));
  return exits.clean;
}

const REFUSALS: Readonly<Record<Refusal, string>> = {
  "no-day": "--until is a day, written as 2026-12-31",
  "no-reason": "say why it is accepted: --reason TEXT; a reviewer will ask",
  "no-end": "a revoked token stays revoked: leave --until out",
  "no-link": "--link is an address that begins with https://",
};

function sentence(
  { state, fingerprint, until, deadline, keptAs, places = [] }: LedgerEntry,
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
  const kept =
    state === "revoked" && keptAs ? [`  its old value is still kept as ${keptAs}; --forget takes it out`] : [];
  const list = state === "accepted" ? [] : places.map((path) => `  still in ${path}`);
  return `${[`${what} (${fingerprint.slice(0, 12)}): ${state} by ${by} on ${on.slice(0, 10)}. ${next}`, ...list, ...kept].join("\n")}\n`;
}

/** Marks a place of a rotated token as done. @returns the exit status */
export async function markDone(given: string, path: string, terminal: Terminal): Promise<number> {
  const root = await rootOf(terminal);
  const fingerprint = resolveFingerprint(given, await readLedgerOf(root, terminal.host), []);
  const { ledger } = await telling(
    record(root, terminal.host, ({ entries }) => {
      const entry = entries.get(fingerprint);
      const deed = doneDeed(entry, path);
      if (deed) return [deed];
      if (entry?.state !== "rotated") throw new CommandError("only the places of a rotated token are marked as done");
      throw new CommandError(`${path} is not on its list: ${entry.places?.join(", ") || "which is empty"}`);
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
