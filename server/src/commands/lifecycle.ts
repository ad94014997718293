/** The commands on the accounts, in one bundle that is loaded for them alone. */
import { builtinCatalogue } from "../builtin-catalogue.ts";
import type { LedgerState } from "../lifecycle/ledger.ts";
import { type GenerateOptions, generateCommand as generateBy } from "./generate.ts";
import { type StateOptions, setState as setStateBy } from "./ledger.ts";
import { type RotateOptions, rotateCommand as rotateBy } from "./rotate.ts";
import type { Terminal } from "./terminal.ts";

export { archiveAudit, listAudit, verifyAudit } from "./audit.ts";
export { initCommand } from "./init.ts";
export { listLedger, markDone, removeState } from "./ledger.ts";

/** @returns the exit status */
export const setState = (
  state: Exclude<LedgerState, "moved">,
  given: string,
  options: StateOptions,
  terminal: Terminal,
): Promise<number> => setStateBy(state, given, options, builtinCatalogue(), terminal);

/** @returns the exit status */
export const rotateCommand = (given: string | undefined, options: RotateOptions, terminal: Terminal): Promise<number> =>
  rotateBy(given, options, builtinCatalogue(), terminal);

/** @returns the exit status */
export const generateCommand = (options: GenerateOptions, terminal: Terminal): Promise<number> =>
  generateBy(options, builtinCatalogue(), terminal);
