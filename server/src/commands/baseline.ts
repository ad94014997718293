/** `tokenward baseline write` and `prune`: makes the list of what the team knows of, and takes out what is gone. */
import { isAbsolute, join } from "node:path";
import type { Catalogue } from "../engine/catalogue.ts";
import type { Finding } from "../engine/finding.ts";
import { Fingerprinter } from "../engine/fingerprint.ts";
import type { ReportedFinding } from "../engine/inventory.ts";
import { makeSalt } from "../lifecycle/salt.ts";
import { plural } from "../report/count.ts";
import {
  type BaselineEntry,
  BaselineError,
  type BaselineFile,
  readBaseline,
  writeBaseline,
} from "../workspace/baseline/entries.ts";
import { BASELINE, baselineRoot, keyMark, pathInBaseline } from "../workspace/baseline/open.ts";
import type { FingerprintSetting } from "../workspace/file-scanner.ts";
import { telling } from "./accounts.ts";
import { lastingFingerprints } from "./fingerprints.ts";
import { type GatherOptions, gather } from "./gather.ts";
import { type BaselineOptions, baselinePath, Known } from "./known.ts";
import { teamFor } from "./team.ts";
import { CommandError, exits, type Terminal } from "./terminal.ts";

export interface BaselineCommandOptions extends GatherOptions, BaselineOptions {
  readonly fingerprintKeyFile?: string;
}

/** Writes what is found now. @returns the exit status */
export async function writeCommand(
  paths: readonly string[],
  options: BaselineCommandOptions,
  catalogue: Catalogue,
  terminal: Terminal,
): Promise<number> {
  const team = await teamFor(options, catalogue, terminal);
  const named = await baselinePath(options, team.configs, terminal);
  const path = named ?? join(terminal.workingDirectory, BASELINE);
  const root = await baselineRoot(path, terminal.host);
  const fingerprints = await saltedFingerprints(options, root, terminal);
  const entries: BaselineEntry[] = [];
  await gather(paths, { ...options, team }, fingerprints, catalogue, terminal, (found) => {
    entries.push(...found.flatMap((each) => entryOf(each, root, terminal)));
  });
  await replace(path, { head: await headOf(options, fingerprints, terminal), entries }, terminal);
  const use = named === undefined ? ` Name it in .tokenward.yml: \`baseline: ${BASELINE}\`.` : "";
  await terminal.out(`${plural(entries.length, "finding")} written to ${shown(path, terminal)}.${use}\n`);
  return exits.clean;
}

/** Takes out the entries that match nothing any more; those of files that moved follow them. @returns the exit status */
export async function pruneCommand(
  paths: readonly string[],
  options: BaselineCommandOptions,
  catalogue: Catalogue,
  terminal: Terminal,
): Promise<number> {
  const team = await teamFor(options, catalogue, terminal);
  const path = (await baselinePath(options, team.configs, terminal)) ?? join(terminal.workingDirectory, BASELINE);
  const fingerprints = await lastingFingerprints(options.fingerprintKeyFile, terminal);
  const known = await Known.open(path, fingerprints.key, terminal);
  const root = await baselineRoot(path, terminal.host);
  const kept: BaselineEntry[] = [];
  const { skipped } = await gather(paths, { ...options, team }, fingerprints, catalogue, terminal, async (found) => {
    const marked = (await known.mark(found)).filter((each) => each.known);
    kept.push(...marked.flatMap((each) => entryOf(each, root, terminal)));
  });
  const gone = new Set(
    known
      .unmatched(
        { ...options, paths, partial: false },
        skipped.map((each) => each.path),
      )
      .map(lineOf),
  );
  const old = await current(path, terminal);
  const rest = old.entries.filter((entry) => !gone.has(lineOf(entry)) && !isMoved(entry, kept));
  await replace(path, { ...old, entries: [...rest, ...kept] }, terminal);
  await terminal.out(`${plural(gone.size, "entry", "entries")} taken out of ${shown(path, terminal)}.\n`);
  return exits.clean;
}

/** Adds findings to what the baseline has. @returns its path, as it is shown */
export async function addToBaseline(
  findings: readonly Finding[],
  options: BaselineCommandOptions,
  catalogue: Catalogue,
  terminal: Terminal,
): Promise<string> {
  const path =
    (await baselinePath(options, (await teamFor(options, catalogue, terminal)).configs, terminal)) ??
    join(terminal.workingDirectory, BASELINE);
  const root = await baselineRoot(path, terminal.host);
  const fingerprints = await saltedFingerprints(options, root, terminal);
  const fingerprinter = new Fingerprinter(fingerprints.key, terminal.host.hashes);
  const added: BaselineEntry[] = [];
  for (const finding of findings) {
    const fingerprint = await fingerprinter.of(finding, catalogue.rule(finding.ruleId)!);
    added.push(...entryOf({ finding, fingerprint }, root, terminal));
  }
  const head = await headOf({ ...options, minConfidence: "medium" }, fingerprints, terminal);
  const old = (await terminal.host.files.read(path)) ? await current(path, terminal) : { head, entries: [] };
  if (old.head.mark !== head.mark)
    throw new CommandError(`baseline ${path}: it was written with another fingerprint key`);
  await replace(path, { ...old, entries: [...old.entries, ...added] }, terminal);
  return shown(path, terminal);
}

const lineOf = (entry: BaselineEntry): string => JSON.stringify(entry);

/** Whether its value was found elsewhere, and not at its own path. */
const isMoved = ({ fingerprint, path }: BaselineEntry, kept: readonly BaselineEntry[]): boolean =>
  fingerprint !== undefined &&
  kept.some((other) => other.fingerprint === fingerprint) &&
  !kept.some((other) => other.fingerprint === fingerprint && other.path === path);

/** Where nothing else makes fingerprints last, a salt does, for the team to commit. */
async function saltedFingerprints(
  { fingerprintKeyFile }: BaselineCommandOptions,
  root: string,
  terminal: Terminal,
): Promise<FingerprintSetting> {
  const fingerprints = await lastingFingerprints(fingerprintKeyFile, terminal);
  if (fingerprints.key.scope !== "run") return fingerprints;
  // The ledger's fingerprints would be void with it, and were made with a key that is gone.
  if ((await telling(makeSalt(root, terminal.host))) === "bound")
    throw new CommandError("the ledger was written where git told its first commit; fetch the whole history first");
  await terminal.out("Made .tokenward/salt: commit .tokenward with the baseline.\n");
  return lastingFingerprints(fingerprintKeyFile, terminal);
}

async function headOf(
  { minConfidence }: BaselineCommandOptions,
  { key }: FingerprintSetting,
  { host }: Terminal,
): Promise<BaselineFile["head"]> {
  return { baseline: 1, minConfidence, mark: await keyMark(key, host) };
}

function entryOf(
  { finding, fingerprint }: ReportedFinding,
  root: string,
  { workingDirectory }: Terminal,
): BaselineEntry[] {
  const path = pathInBaseline(root, join(workingDirectory, finding.path));
  if (path === undefined) return [];
  const { ruleId, id } = finding;
  return [fingerprint === undefined ? { path, ruleId, id } : { path, ruleId, fingerprint }];
}

async function current(path: string, { host }: Terminal): Promise<BaselineFile> {
  try {
    return readBaseline(new TextDecoder().decode(await host.files.read(path)));
  } catch (error) {
    if (error instanceof BaselineError) throw new CommandError(`baseline ${path}: ${error.message}`);
    throw error;
  }
}

const replace = (path: string, file: BaselineFile, { host }: Terminal): Promise<void> =>
  host.files.write(path, writeBaseline(file));

function shown(path: string, { workingDirectory }: Terminal): string {
  const prefix = join(workingDirectory, "/");
  return isAbsolute(path) && path.startsWith(prefix) ? path.slice(prefix.length) : path;
}
