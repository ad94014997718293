/** `tokenward init`: from here on the team keeps accounts. */
import { makeSalt } from "../lifecycle/salt.ts";
import { rootOf, telling } from "./accounts.ts";
import { exits, type Terminal } from "./terminal.ts";

/** @returns the exit status */
export async function initCommand(terminal: Terminal): Promise<number> {
  const done = await telling(makeSalt(await rootOf(terminal), terminal.host));
  const said = {
    made: "Made .tokenward/salt. Commit .tokenward: editor, command line and CI then know a token by the same fingerprint.",
    kept: ".tokenward/salt is there already, and stays as it is.",
    bound: "The ledger's fingerprints were made without a salt; one made now would void them. Nothing was changed.",
  }[done];
  terminal.out(`${said}\n`);
  return exits.clean;
}
