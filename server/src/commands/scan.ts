/** `tokenward scan`: finds tokens and reports them, each file's when its turn has come. */
import type { Catalogue } from "../engine/catalogue.ts";
import type { Severity } from "../engine/rule.ts";
import { type FormatName, formatNamed } from "../report/index.ts";
import { isOfChange } from "./changes.ts";
import { countingFingerprints, lastingFingerprints } from "./fingerprints.ts";
import { type GatherOptions, gather } from "./gather.ts";
import { type BaselineOptions, baselinePath, Known } from "./known.ts";
import { failsOn, showsIn, sinkFor, tellUnmatched } from "./reporting.ts";
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
  const path = options.stdin ? undefined : await baselinePath(options, team.configs, terminal);
  const isCounted = options.format === "text" && path === undefined;
  const fingerprints = isCounted
    ? countingFingerprints(terminal)
    : await lastingFingerprints(options.fingerprintKeyFile, terminal);
  if (options.shard && isOfChange(options)) throw new CommandError("--shard shares files out, and no change");
  if (options.shard && fingerprints.key.scope === "run" && !isCounted) throw new CommandError(NO_COMMON_KEY);
  const known = path === undefined ? undefined : await Known.open(path, fingerprints.key, terminal);
  const { format, output, commit, shard, ...rest } = options;
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
    rule: catalogue.anyRule,
  });
  const sink = sinkFor(output, terminal);
  const isShown = showsIn(options);
  const isFailing = failsOn(options.failOn);
  let fails = false;
  const gathered = await gather(
    paths,
    { ...rest, team, ...(share && { shard: share }) },
    fingerprints,
    catalogue,
    terminal,
    async (found) => {
      const marked = known ? await known.mark(found) : found;
      fails ||= marked.some(isFailing);
      const shown = shard ? marked : marked.filter(isShown);
      if (shown.length > 0) await sink.write(report.file(shown));
    },
  );
  const baseline = known?.told({ ...options, paths, partial: shard !== undefined || isOfChange(options) }, gathered);
  const told = { ...(shard && { shard: { ...shard, plan } }), ...(baseline && { baseline }) };
  await sink.write(report.end({ ...gathered, ...told }));
  await sink.close();
  tellUnmatched(baseline?.unmatched.length ?? 0, options, terminal);
  return fails ? exits.findings : exits.clean;
}

const NO_COMMON_KEY =
  "the shards' fingerprints would not agree: fetch the whole history (`fetch-depth: 0`), commit .tokenward/salt (`tokenward init`), or name a key with --fingerprint-key-file";
