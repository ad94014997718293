/** `tokenward inventory`: one entry a token, with all its places. */
import { join } from "node:path";
import type { Catalogue } from "../engine/catalogue.ts";
import { buildInventory, type FingerprintedFinding, isOfToken } from "../engine/inventory.ts";
import { inventoryJson, inventoryText } from "../report/inventory.ts";
import { lastingFingerprints } from "./fingerprints.ts";
import { type GatherOptions, gather } from "./gather.ts";
import { withLives } from "./lives.ts";
import { teamFor } from "./team.ts";
import { exits, type Terminal } from "./terminal.ts";

export interface InventoryOptions extends GatherOptions {
  readonly format: "text" | "json";
  readonly fingerprintKeyFile?: string;
}

/** @returns the exit status */
export async function inventoryCommand(
  paths: readonly string[],
  options: InventoryOptions,
  builtin: Catalogue,
  terminal: Terminal,
): Promise<number> {
  const team = await teamFor(options, builtin, terminal);
  const fingerprints = await lastingFingerprints(options.fingerprintKeyFile, terminal);
  const all: FingerprintedFinding[] = [];
  await gather(paths, { ...options, team }, fingerprints, team.catalogue, terminal, async (found) => {
    const path = join(terminal.workingDirectory, found[0]!.finding.path);
    const tracked = await terminal.host.git.tracked(path);
    for (const each of found.filter(isOfToken)) all.push({ ...each, ...(tracked !== undefined && { tracked }) });
  });
  const { tokens, unusual } = await withLives(buildInventory(all), team.configs, terminal);
  await terminal.out(
    options.format === "json"
      ? inventoryJson(tokens, terminal.version, unusual)
      : inventoryText(tokens, new Date(), unusual),
  );
  return exits.clean;
}
