/** One report that all tests of formats show. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Finding, HandlingFinding } from "../../server/src/engine/finding.ts";
import { scan } from "../../server/src/engine/index.ts";
import type { FingerprintedFinding, ReportedFinding } from "../../server/src/engine/inventory.ts";
import type { Severity } from "../../server/src/engine/rule.ts";
import type { Format, ReportHead, ReportTail } from "../../server/src/report/report.ts";
import { builtinCatalogue } from "../builtin.ts";
import { mintedOf } from "../scratch.ts";

export const RULE = "token/github-pat";
const first = mintedOf(RULE, 3).value;
const second = mintedOf(RULE, 11).value;
export const values: readonly string[] = [first, second];

/** Two tokens, one of them in two files. */
const findings: readonly Finding[] = [
  { path: "src/app file.ts", text: `// one\n  const token = "${first}";\n` },
  { path: "tools/b.sh", text: `TOKEN=${first}\nOTHER=${second}\n` },
].flatMap((document) => [...scan(document, builtinCatalogue).findings]);

export const tokens: readonly FingerprintedFinding[] = findings.map((finding, at) => ({
  finding,
  fingerprint: at === 2 ? "bb22" : "aa11",
}));

interface Report extends ReportHead, ReportTail {
  readonly findings: readonly ReportedFinding[];
}

export const sample: Report = {
  version: "1.2.3",
  findings: tokens,
  fingerprintScope: "repository",
  started: new Date("2026-01-10T08:30:00Z"),
  skipped: [{ path: "big file.bin", reason: "binary" }],
  stats: { files: 12, bytes: 1_230_000, milliseconds: 41 },
  rule: builtinCatalogue.anyRule,
};

export const empty: Report = { ...sample, findings: [], skipped: [] };

/** The report as it is when all of it is written. */
export function written(format: Format, report: Report): string {
  const writer = format(report);
  const paths = [...new Set(report.findings.map(({ finding }) => finding.path))];
  const files = paths.map((path) => writer.file(report.findings.filter(({ finding }) => finding.path === path)));
  return files.join("") + writer.end(report);
}

const require = createRequire(import.meta.url);

/** The official schema, which a package carries. */
export const sarifSchemaPath = join(
  dirname(require.resolve("@microsoft/jest-sarif")),
  "schemas/sarif-2.1.0-rtm.5.json",
);

const [token] = tokens;

/** The report with its first finding alone, in a file of another name. */
export const renamed = (path: string): Report => ({
  ...sample,
  skipped: [],
  findings: [{ ...token!, finding: { ...token!.finding, path } }],
});

/** Tokens of these severities. */
export const withSeverities = (...levels: readonly Severity[]): Report => ({
  ...sample,
  findings: levels.map((severity, at) => ({ finding: { ...token!.finding, severity }, fingerprint: `f${at}` })),
});

/** The report with a handling finding more. */
export const withUse: Report = {
  ...sample,
  findings: [
    ...tokens,
    {
      finding: handlingFinding(
        "handling/tls-verification-disabled",
        "tools/c.ts",
        "fetch(url, { rejectUnauthorized: false });",
      ),
    },
  ],
};

function handlingFinding(id: string, path: string, line: string): HandlingFinding {
  const { title, severity, confidence, risk, pciDss, cwe } = builtinCatalogue.anyRule(id)!;
  const span = { start: 0, end: line.length };
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: line.length } };
  return {
    ...{ kind: "handling", ruleId: id, title, severity, confidence, message: `${title}. ${risk}`, path, span, range },
    ...{ id: "0123456789abcdef0123456789abcdef", excerpt: { text: line, span }, reasons: [], fix: "none", pciDss, cwe },
    related: [],
  };
}
