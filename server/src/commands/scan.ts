/** `tokenward scan`: finds tokens and reports them, each file's when its turn has come. */
import type { Catalogue } from "../engine/catalogue.ts";
import type { ReportedFinding } from "../engine/inventory.ts";
import { type Severity, severities } from "../engine/rule.ts";
import { lifecycleRules } from "../lifecycle/rules.ts";
import { plural } from "../report/count.ts";
import { type FormatName, formatNamed } from "../report/index.ts";
import { countingFingerprints, lastingFingerprints } from "./fingerprints.ts";
import { type GatherOptions, gather } from "./gather.ts";
import { Settled } from "./settled.ts";
import { teamFor } from "./team.ts";
import { exits, type Terminal } from "./terminal.ts";

export interface ScanOptions extends GatherOptions {
  readonly format: FormatName;
  readonly output?: string;
  readonly failOn: Severity | "never";
  readonly fingerprintKeyFile?: string;
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
  const settled = await Settled.by(paths, options, team.configs, terminal);
  const fingerprints =
    options.format === "text" && !settled.hasEntries
      ? countingFingerprints(terminal)
      : await lastingFingerprints(options.fingerprintKeyFile, terminal);
  const { format, output, commit } = options;
  const report = (await formatNamed(format, terminal.color && !output))({
    version: terminal.version,
    fingerprintScope: fingerprints.key.scope,
    started: new Date(),
    ...(commit && { commit }),
    rule: (id) => catalogue.anyRule(id) ?? lifecycleRules.get(id),
  });
  const sink = sinkFor(output, terminal);
  const failing = severities.slice(0, severities.indexOf(options.failOn as Severity) + 1);
  let fails = false;
  const take = (found: readonly ReportedFinding[]): void | Promise<void> => {
    if (found.length === 0) return;
    fails ||= found.some(({ finding, change }) => change !== "removed" && failing.includes(finding.severity));
    return sink.write(report.file(found));
  };
  const gathered = await gather(paths, { ...options, team }, fingerprints, catalogue, terminal, async (found) =>
    take(await settled.settle(found)),
  );
  await take(await settled.rest());
  await sink.write(report.end(gathered));
  await sink.close();
  if (settled.accepted > 0)
    terminal.err(`${plural(settled.accepted, "finding")} left out: the ledger accepts them (tokenward ledger list)\n`);
  return fails ? exits.findings : exits.clean;
}

interface Sink {
  write(text: string): void | Promise<void>;
  close(): Promise<void>;
}

/** A file is replaced whole, and only when the scan is done. */
function sinkFor(output: string | undefined, { out, host }: Terminal): Sink {
  if (output === undefined) return { write: out, close: async () => {} };
  const written: string[] = [];
  return { write: (text) => void written.push(text), close: () => host.files.write(output, written.join("")) };
}
