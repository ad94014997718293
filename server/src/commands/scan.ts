/** `tokenward scan`: finds tokens and reports them, each file's when its turn has come. */
import type { Catalogue } from "../engine/catalogue.ts";
import type { ReportedFinding } from "../engine/inventory.ts";
import type { Severity } from "../engine/rule.ts";
import { plural } from "../report/count.ts";
import { type FormatName, formatNamed } from "../report/index.ts";
import { countingFingerprints, lastingFingerprints } from "./fingerprints.ts";
import { type GatherOptions, gather, knownIds } from "./gather.ts";
import { isOfGit } from "./git.ts";
import { type BaselineOptions, baselinePath, Known } from "./known.ts";
import { failsOn, showsIn, sinkFor, tellUnmatched } from "./reporting.ts";
import { Settled } from "./settled.ts";
import { teamFor } from "./team.ts";
import { CommandError, exits, type Terminal } from "./terminal.ts";

export interface ScanOptions extends Omit<GatherOptions, "shard">, BaselineOptions {
  readonly format: FormatName;
  readonly output?: string;
  readonly failOn: Severity | "never";
  readonly fingerprintKeyFile?: string;
  /** Which share of the work is scanned, of how many, from 1. */
  readonly shard?: { readonly index: number; readonly count: number };
  /** Of what is scanned, where the surroundings tell. */
  readonly commit?: string;
}

/** @returns the exit status */
export async function scanCommand(
  paths: readonly string[],
  options: ScanOptions,
  builtin: Catalogue,
  terminal: Terminal,
): Promise<number> {
  const team = await teamFor(options, builtin, terminal);
  const { catalogue } = team;
  knownIds(options.only ?? [], catalogue);
  const settled = await Settled.by(paths, options, team, terminal);
  const path = options.stdin ? undefined : await baselinePath(options, team.configs, terminal);
  const isCounted = options.format === "text" && path === undefined && !settled.hasEntries;
  const fingerprints = isCounted
    ? countingFingerprints(terminal)
    : await lastingFingerprints(options.fingerprintKeyFile, terminal);
  if (options.shard && isOfGit(options)) throw new CommandError("--shard shares files out, and no change");
  if (options.shard && fingerprints.key.scope === "run" && !isCounted) throw new CommandError(NO_COMMON_KEY);
  const known = path === undefined ? undefined : await Known.open(path, fingerprints.key, terminal);
  const { format, output, commit, shard, only: _, ...rest } = options;
  let plan = "";
  const share = shard && {
    ...shard,
    planned: (mark: string): void => {
      plan = mark;
    },
  };
  const report = (await formatNamed(format, terminal.color && !output))({
    version: terminal.version,
    fingerprintScope: fingerprints.key.scope,
    started: new Date(),
    ...(commit && { commit }),
    rule: (id) => catalogue.anyRule(id),
  });
  const sink = sinkFor(output, terminal);
  const isShown = showsIn(options);
  const isFailing = failsOn(options.failOn);
  let fails = false;
  const take = async (found: readonly ReportedFinding[]): Promise<void> => {
    const marked = known ? await known.mark(found) : found;
    fails ||= marked.some(isFailing);
    const shown = shard ? marked : marked.filter(isShown);
    if (shown.length > 0) await sink.write(report.file(shown));
  };
  const gathered = await gather(
    paths,
    { ...rest, ...settled.searched, team, ...(share && { shard: share }) },
    fingerprints,
    catalogue,
    terminal,
    async (found) => take(await settled.settle(found)),
  );
  await take(await settled.rest());
  const baseline = known?.told({ ...options, paths, partial: shard !== undefined || isOfGit(options) }, gathered);
  const told = { ...(shard && { shard: { ...shard, plan } }), ...(baseline && { baseline }) };
  await sink.write(report.end({ ...gathered, ...told }));
  await sink.close();
  tellUnmatched(baseline?.unmatched.length ?? 0, options, terminal);
  if (settled.accepted > 0)
    terminal.err(`${plural(settled.accepted, "finding")} left out: the ledger accepts them (tokenward ledger list)\n`);
  return fails ? exits.findings : exits.clean;
}

const NO_COMMON_KEY =
  "the shards' fingerprints would not agree: fetch the whole history (`fetch-depth: 0`), commit .tokenward/salt (`tokenward init`), or name a key with --fingerprint-key-file";
