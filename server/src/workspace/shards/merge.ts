/** Makes one report of many: of the shards of one scan, or of many scans. */
import type { FingerprintScope } from "../../engine/fingerprint.ts";
import type { ReportedFinding } from "../../engine/inventory.ts";
import { type ReadReport, ReportError } from "./read-report.ts";

/** A report and what it is called in messages, and in front of its paths where they are told apart. */
export interface NamedReport {
  readonly name: string;
  readonly report: ReadReport;
}

export interface Merged extends Omit<ReadReport, "findings" | "shard"> {
  /** Sorted by path, as a scan sorts them. */
  readonly findings: readonly ReportedFinding[];
  /** `run` where fingerprints of several reports cannot be compared. */
  readonly scope: FingerprintScope;
}

/**
 * A shard that is there twice counts once.
 * @param apart whether each report is of a repository of its own, and its paths begin with its name
 * @throws ReportError where shards are missing, or do not belong together
 */
export function merge(reports: readonly NamedReport[], apart: boolean): Merged {
  const whole = apart ? reports.flatMap(prefixed) : withoutRepeated(reports);
  const all = whole.flatMap(({ report }) => report.findings);
  const scopes = new Set(all.flatMap(({ scope }) => scope ?? []));
  return {
    findings: sorted(unique(all.map(({ reported }) => reported)), ({ finding }) => finding.path),
    skipped: sorted(unique(whole.flatMap(({ report }) => report.skipped)), ({ path }) => path),
    stats: {
      files: sum(whole, ({ files }) => files),
      bytes: sum(whole, ({ bytes }) => bytes),
      milliseconds: sum(whole, ({ milliseconds }) => milliseconds),
    },
    scope: scopes.size === 1 ? [...scopes][0]! : scopes.size === 0 ? "repository" : "run",
  };
}

const sum = (reports: readonly NamedReport[], of: (stats: ReadReport["stats"]) => number): number =>
  reports.reduce((total, { report }) => total + of(report.stats), 0);

/** Each shard once, all of them there, and of one plan. */
function withoutRepeated(reports: readonly NamedReport[]): readonly NamedReport[] {
  const shards = new Map<number, NamedReport>();
  for (const named of reports) if (named.report.shard) shards.set(named.report.shard.index, named);
  const first = reports.find(({ report }) => report.shard);
  if (!first) return reports;
  const { count, plan } = first.report.shard!;
  for (const { name, report } of reports) {
    if (!report.shard) throw new ReportError(`${name} is no shard, and ${first.name} is one`);
    if (report.shard.count !== count || report.shard.plan !== plan)
      throw new ReportError(
        `${name} and ${first.name} are not shards of one scan: the files, their sizes or the number of shards differ`,
      );
  }
  const missing = Array.from({ length: count }, (_, at) => at + 1).filter((index) => !shards.has(index));
  if (missing.length > 0) throw new ReportError(`of ${count} shards these are missing: ${missing.join(", ")}`);
  return [...shards].sort(([a], [b]) => a - b).map(([, named]) => named);
}

function prefixed({ name, report }: NamedReport): NamedReport[] {
  const findings = report.findings.map(({ reported, scope }) => {
    const finding = { ...reported.finding, path: `${name}/${reported.finding.path}` };
    return { reported: { ...reported, finding } as ReportedFinding, ...(scope && { scope }) };
  });
  const skipped = report.skipped.map(({ path, reason }) => ({ path: `${name}/${path}`, reason }));
  return [{ name, report: { ...report, findings, skipped } }];
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** In the order of a walk: folder by folder, and in each by name. */
function sorted<T>(items: readonly T[], pathOf: (item: T) => string): T[] {
  return items
    .map((item) => ({ item, steps: pathOf(item).split("/") }))
    .sort((a, b) => bySteps(a.steps, b.steps))
    .map(({ item }) => item);
}

function bySteps(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < a.length && at < b.length; at++) if (a[at] !== b[at]) return a[at]! < b[at]! ? -1 : 1;
  return a.length - b.length;
}
