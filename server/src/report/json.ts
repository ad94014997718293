/** The formats `json` and `ndjson`, which scripts rely on: fields are added, never changed. */
import type { FingerprintScope } from "../engine/fingerprint.ts";
import type { ReportedFinding } from "../engine/inventory.ts";
import type { Format } from "./report.ts";

/** One object; only what was skipped is kept until the end. */
export const json: Format = ({ version, fingerprintScope }) => {
  const head = JSON.stringify({ version: 1, tool: { name: "tokenward", version } }, null, 2).slice(0, -2);
  let before = `${head},\n  "findings": [`;
  let after = "]";
  return {
    file: (found) => {
      const pieces = found.map((each) => indented(plain(each, fingerprintScope), "    "));
      const written = `${before}\n    ${pieces.join(",\n    ")}`;
      before = ",";
      after = "\n  ]";
      return written;
    },
    end: ({ skipped, shard, baseline, stats }) =>
      `${before === "," ? "" : before}${after},\n  "skipped": ${indented(skipped, "  ")},\n${shard ? `  "shard": ${indented(shard, "  ")},\n` : ""}${baseline ? `  "baseline": ${indented(baseline, "  ")},\n` : ""}  "stats": ${indented(stats, "  ")}\n}\n`,
  };
};

const indented = (value: unknown, indent: string): string =>
  JSON.stringify(value, null, 2).replaceAll("\n", `\n${indent}`);

/** One finding a line. */
export const ndjson: Format = ({ fingerprintScope }) => ({
  file: (found) => found.map((each) => `${JSON.stringify(plain(each, fingerprintScope))}\n`).join(""),
  end: () => "",
});

/** Fields in the contract's order; those that a handling finding lacks are absent. */
function plain({ finding, fingerprint, known, change, history }: ReportedFinding, fingerprintScope: FingerprintScope) {
  const { ruleId, kind, severity, confidence, title, message, path, range, id, fix, pciDss, cwe, related } = finding;
  const token = finding.kind === "token" ? finding : undefined;
  return {
    ruleId,
    kind,
    severity,
    confidence,
    title,
    message,
    ...(token && { issuer: token.issuer }),
    path,
    range,
    id,
    ...(token && { masked: token.masked, fingerprint, fingerprintScope }),
    fix,
    pciDss,
    cwe,
    related,
    ...(change && { change }),
    ...(known && { known }),
    ...(history && { place: "history", history }),
  };
}
