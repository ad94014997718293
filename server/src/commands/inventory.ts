/** `tokenward inventory`: one entry a token, with all its places. */
import { join } from "node:path";
import type { Catalogue } from "../engine/catalogue.ts";
import { buildInventory, type FingerprintedFinding, type InventoryToken, isOfToken } from "../engine/inventory.ts";
import { isGitFailure } from "../host/host.ts";
import type { EvidenceFormat } from "../report/evidence/index.ts";
import { inventoryText } from "../report/inventory.ts";
import type { FingerprintSetting } from "../workspace/file-scanner.ts";
import { lastingFingerprints } from "./fingerprints.ts";
import { type GatherOptions, gather, requestOf } from "./gather.ts";
import { withLives } from "./lives.ts";
import { sinkFor } from "./reporting.ts";
import { type Team, teamFor } from "./team.ts";
import { exits, type Terminal } from "./terminal.ts";

export interface InventoryOptions extends GatherOptions {
  readonly format: "text" | EvidenceFormat;
  /** The file that it goes to instead of standard output. */
  readonly output?: string;
  /** Of what is looked at, where the surroundings tell. */
  readonly commit?: string;
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
  const { skipped } = await gather(
    paths,
    { ...options, team, history: false },
    fingerprints,
    team.catalogue,
    terminal,
    async (found) => {
      const path = join(terminal.workingDirectory, found[0]!.finding.path);
      const tracked = await terminal.host.git.tracked(path);
      for (const each of found.filter(isOfToken)) all.push({ ...each, ...(tracked !== undefined && { tracked }) });
    },
  );
  const known = await withHistory(all, paths, { ...options, fingerprints }, team, terminal);
  const lives = await withLives(known, team, terminal);
  const request = requestOf(paths, options, fingerprints, team, terminal);
  const { evidenceFor } = await import("./evidence.ts");
  const { evidence, write } = await evidenceFor({ ...lives, skipped, request, ...options }, team, terminal);
  const sink = sinkFor(options.output, terminal);
  await sink.write(
    options.format === "text"
      ? inventoryText(evidence.tokens, new Date(), evidence.unusual, evidence.references)
      : write(options.format),
  );
  await sink.close();
  return exits.clean;
}

/** What git remembers is left out where there is no repository, git may not be run, or nobody wants to wait for it. */
async function withHistory(
  found: readonly FingerprintedFinding[],
  paths: readonly string[],
  options: Omit<InventoryOptions, "format"> & { readonly fingerprints: FingerprintSetting },
  team: Team,
  terminal: Terminal,
): Promise<readonly InventoryToken[]> {
  const { host, workingDirectory, err } = terminal;
  if (options.history === false || !host.gitProgram?.mayRun() || !(await host.git.root(workingDirectory)))
    return buildInventory(found);
  const [{ historyOf }, { inventoryWith }] = await Promise.all([
    import("./history.ts"),
    import("../workspace/history/inventory.ts"),
  ]);
  const request = requestOf(paths, options, options.fingerprints, team, terminal);
  try {
    return inventoryWith(found, await historyOf(options, request, team.catalogue, terminal), request, new Date());
  } catch (error) {
    if (!isGitFailure(error)) throw error;
    err(`tokenward: the history is left out: ${error.message}\n`);
    return buildInventory(found);
  }
}
