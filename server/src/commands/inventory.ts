/** `tokenward inventory`: one entry a token, with all its places. */
import { join } from "node:path";
import type { Catalogue } from "../engine/catalogue.ts";
import { buildInventory, type InventoryToken } from "../engine/inventory.ts";
import { inventoryJson, inventoryText } from "../report/inventory.ts";
import { fingerprinterFor, withFingerprints } from "./fingerprints.ts";
import { type GatherOptions, gather } from "./gather.ts";
import { exits, type Terminal } from "./terminal.ts";

export interface InventoryOptions extends GatherOptions {
  readonly format: "text" | "json";
  readonly fingerprintKeyFile?: string;
}

/** @returns the exit status */
export async function inventoryCommand(
  paths: readonly string[],
  options: InventoryOptions,
  catalogue: Catalogue,
  terminal: Terminal,
): Promise<number> {
  const { findings } = await gather(paths, options, catalogue, terminal);
  const fingerprinter = await fingerprinterFor(options.fingerprintKeyFile, terminal);
  const found = await Promise.all(
    (await withFingerprints(findings, fingerprinter, catalogue)).map(async ({ finding, fingerprint }) => {
      const tracked = await terminal.host.git.tracked(join(terminal.workingDirectory, finding.path));
      return { finding, fingerprint, ...(tracked !== undefined && { tracked }) };
    }),
  );
  const tokens: InventoryToken[] = buildInventory(found);
  terminal.out(options.format === "json" ? inventoryJson(tokens, terminal.version) : inventoryText(tokens, new Date()));
  return exits.clean;
}
