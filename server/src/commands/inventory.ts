/** `tokenward inventory`: one entry a token, with all its places. */
import { join } from "node:path";
import type { Catalogue } from "../engine/catalogue.ts";
import { buildInventory, type FingerprintedFinding, type InventoryToken, isOfToken } from "../engine/inventory.ts";
import { inventoryJson, inventoryText } from "../report/inventory.ts";
import { lastingFingerprints } from "./fingerprints.ts";
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
  const fingerprints = await lastingFingerprints(options.fingerprintKeyFile, terminal);
  const all: FingerprintedFinding[] = [];
  await gather(paths, options, fingerprints, catalogue, terminal, async (found) => {
    const path = join(terminal.workingDirectory, found[0]!.finding.path);
    const tracked = await terminal.host.git.tracked(path);
    for (const each of found.filter(isOfToken)) all.push({ ...each, ...(tracked !== undefined && { tracked }) });
  });
  const tokens: InventoryToken[] = buildInventory(all);
  await terminal.out(
    options.format === "json" ? inventoryJson(tokens, terminal.version) : inventoryText(tokens, new Date()),
  );
  return exits.clean;
}
