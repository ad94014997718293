/** The formats `json` and `ndjson`, which scripts rely on: fields are added, never changed. */
import type { FingerprintScope } from "../engine/fingerprint.ts";
import type { Format, ReportedFinding } from "./report.ts";

export const json: Format = ({ version, findings, fingerprintScope, skipped, stats }) =>
  `${JSON.stringify(
    {
      version: 1,
      tool: { name: "tokenward", version },
      findings: findings.map((found) => plain(found, fingerprintScope)),
      skipped,
      stats,
    },
    null,
    2,
  )}\n`;

/** One finding a line. */
export const ndjson: Format = ({ findings, fingerprintScope }) =>
  findings.map((found) => `${JSON.stringify(plain(found, fingerprintScope))}\n`).join("");

function plain({ finding, fingerprint }: ReportedFinding, fingerprintScope: FingerprintScope) {
  const { ruleId, kind, severity, confidence, title, message, path, range, id, fix, pciDss, cwe, related } = finding;
  const judged = { severity, confidence, title, message };
  const rest = { fix, pciDss, cwe, related };
  if (finding.kind === "handling") return { ruleId, kind, ...judged, path, range, id, ...rest };
  const { issuer, masked } = finding;
  return { ruleId, kind, ...judged, issuer, path, range, id, masked, fingerprint, fingerprintScope, ...rest };
}
