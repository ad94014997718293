/** Reads what `scan --format json` and `ndjson` wrote, so that many reports become one. */
import type { Range } from "../../engine/document.ts";
import type { HandlingFinding, ShownFinding } from "../../engine/finding.ts";
import type { FingerprintScope } from "../../engine/fingerprint.ts";
import type { Change, ReportedFinding } from "../../engine/inventory.ts";
import { confidences, severities } from "../../engine/rule.ts";

interface ReadFinding {
  readonly reported: ReportedFinding;
  /** Absent for insecure uses. */
  readonly scope?: FingerprintScope;
}

/** A report as read; one of ndjson has findings alone. */
export interface ReadReport {
  readonly findings: readonly ReadFinding[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly stats: { readonly files: number; readonly bytes: number; readonly milliseconds: number };
  readonly shard?: { readonly index: number; readonly count: number; readonly plan: string };
}

/** A report that cannot be read; the message says where, and quotes nothing. */
export class ReportError extends Error {}

/** @throws ReportError */
export function readReport(text: string): ReadReport {
  const whole = parsed(text);
  if (isRecord(whole) && Array.isArray(whole.findings)) return reportIn(whole);
  if (whole === undefined && /^\s*\{\s*"version": 1,\n/.test(text))
    throw new ReportError("the report ends in the middle: run its scan again");
  const lines = text.split("\n");
  if (lines.pop() !== "") throw new ReportError(`line ${lines.length + 1} ends in the middle: run its scan again`);
  const findings = lines.map((line, at) => findingIn(parsed(line), `line ${at + 1}`));
  return { findings, skipped: [], stats: { files: 0, bytes: 0, milliseconds: 0 } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function reportIn(report: Record<string, unknown>): ReadReport {
  if (report.version !== 1) throw new ReportError("this version of a report is not known here");
  const { stats, shard, skipped } = report;
  const isCount = (value: unknown): boolean => Number.isFinite(value);
  if (!isRecord(stats) || ![stats.files, stats.bytes, stats.milliseconds].every(isCount) || !Array.isArray(skipped))
    throw new ReportError("`skipped` and `stats` are missing: this is no report of a scan");
  if (shard !== undefined && !(isRecord(shard) && isCount(shard.index) && isCount(shard.count)))
    throw new ReportError("`shard` has an index and a count");
  return {
    findings: (report.findings as unknown[]).map((finding, at) => findingIn(finding, `findings[${at}]`)),
    skipped: skipped as ReadReport["skipped"],
    stats: stats as unknown as ReadReport["stats"],
    ...(shard !== undefined && { shard: shard as unknown as Required<ReadReport>["shard"] }),
  };
}

function findingIn(value: unknown, where: string): ReadFinding {
  if (!isRecord(value) || !isFinding(value)) throw new ReportError(`${where} is no finding`);
  const { fingerprint, fingerprintScope, known, change, ...shown } = value;
  const excerpt = excerptOf(value);
  const rest = { ...shown, excerpt, span: { start: 0, end: 0 }, reasons: [] };
  const mark = {
    ...(known === true && { known: true as const }),
    ...(typeof change === "string" && { change: change as Change }),
  };
  return value.kind === "token"
    ? {
        reported: { finding: rest as unknown as ShownFinding, fingerprint: fingerprint as string, ...mark },
        scope: fingerprintScope as FingerprintScope,
      }
    : { reported: { finding: rest as unknown as HandlingFinding, ...mark } };
}

const scopes: readonly unknown[] = ["file", "repository", "run"] satisfies FingerprintScope[];

function isFinding(value: Record<string, unknown>): boolean {
  const { kind, severity, confidence, range, pciDss, cwe, related, fingerprint, fingerprintScope } = value;
  const texts = ["ruleId", "title", "message", "path", "id", "fix", ...(kind === "token" ? ["issuer", "masked"] : [])];
  return (
    texts.every((name) => typeof value[name] === "string") &&
    (severities as readonly unknown[]).includes(severity) &&
    (confidences as readonly unknown[]).includes(confidence) &&
    isRange(range) &&
    [pciDss, cwe, related].every(Array.isArray) &&
    (kind === "handling" || (kind === "token" && typeof fingerprint === "string" && scopes.includes(fingerprintScope)))
  );
}

function isRange(range: unknown): range is Range {
  const isPosition = (value: unknown): boolean =>
    isRecord(value) && Number.isInteger(value.line) && Number.isInteger(value.character);
  return isRecord(range) && isPosition(range.start) && isPosition(range.end);
}

/** The line is not in the report: the mask stands for it. */
function excerptOf({ masked }: Record<string, unknown>): ShownFinding["excerpt"] {
  const text = typeof masked === "string" ? masked : "";
  return { text, span: { start: 0, end: text.length } };
}
