/** `tokenward merge`: one report of many, and the exit status that the one scan would have had. */
import { basename } from "node:path";
import type { Catalogue } from "../engine/catalogue.ts";
import type { ReportedFinding } from "../engine/inventory.ts";
import { confidences, type Severity } from "../engine/rule.ts";
import { type FormatName, formatNamed } from "../report/index.ts";
import { merge, type NamedReport } from "../workspace/shards/merge.ts";
import { ReportError, readReport } from "../workspace/shards/read-report.ts";
import { lastingFingerprints } from "./fingerprints.ts";
import { type BaselineOptions, baselinePath, Known } from "./known.ts";
import { failsOn, showsIn, sinkFor, tellUnmatched } from "./reporting.ts";
import { type TeamOptions, teamFor } from "./team.ts";
import { CommandError, exits, type Terminal } from "./terminal.ts";

export interface MergeOptions extends TeamOptions, BaselineOptions {
  readonly format: FormatName;
  readonly output?: string;
  readonly failOn: Severity | "never";
  /** Whether each report is of a repository of its own. */
  readonly apart?: boolean;
  readonly fingerprintKeyFile?: string;
  readonly commit?: string;
}

/** @returns the exit status */
export async function mergeCommand(
  files: readonly string[],
  options: MergeOptions,
  catalogue: Catalogue,
  terminal: Terminal,
): Promise<number> {
  const { format, output, failOn, commit, apart = false } = options;
  const reports = await Promise.all(files.map((file) => readNamed(file, terminal)));
  const { findings, skipped, stats, scope } = await told(() => merge(reports, apart));
  const known = apart ? undefined : await openKnown(options, catalogue, terminal);
  const marked = known ? await known.mark(findings) : findings;
  const report = (await formatNamed(format, terminal.color && !output))({
    version: terminal.version,
    fingerprintScope: scope,
    started: new Date(),
    ...(commit && { commit }),
    rule: catalogue.anyRule,
  });
  const sink = sinkFor(output, terminal);
  for (const found of byFile(marked.filter(showsIn(options)))) await sink.write(report.file(found));
  // Reports do not tell how sure a finding had to be: the least that a baseline may have asked for is taken.
  const surest = { minConfidence: confidences.at(-1)!, paths: [], partial: false };
  const baseline = known?.told(surest, { skipped });
  await sink.write(report.end({ skipped, stats, ...(baseline && { baseline }) }));
  await sink.close();
  tellUnmatched(baseline?.unmatched.length ?? 0, options, terminal);
  return marked.some(failsOn(failOn)) ? exits.findings : exits.clean;
}

async function readNamed(file: string, { host }: Terminal): Promise<NamedReport> {
  const bytes = await host.files.read(file).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`${file} could not be read (${error.code ?? "unknown"})`);
  });
  if (!bytes) throw new CommandError(`there is no file ${file}`);
  const report = await told(() => readReport(new TextDecoder().decode(bytes)), `${file}: `);
  return { name: basename(file).replace(/\.(json|ndjson|jsonl)$/, ""), report };
}

async function openKnown(options: MergeOptions, catalogue: Catalogue, terminal: Terminal): Promise<Known | undefined> {
  const path = await baselinePath(options, (await teamFor(options, catalogue, terminal)).configs, terminal);
  if (path === undefined) return undefined;
  const { key } = await lastingFingerprints(options.fingerprintKeyFile, terminal);
  return Known.open(path, key, terminal);
}

async function told<T>(work: () => T, where = ""): Promise<T> {
  try {
    return work();
  } catch (error) {
    if (error instanceof ReportError) throw new CommandError(`${where}${error.message}`);
    throw error;
  }
}

function* byFile(found: readonly ReportedFinding[]): Generator<ReportedFinding[]> {
  let file: ReportedFinding[] = [];
  for (const each of found) {
    if (file.length > 0 && file[0]!.finding.path !== each.finding.path) {
      yield file;
      file = [];
    }
    file.push(each);
  }
  if (file.length > 0) yield file;
}
