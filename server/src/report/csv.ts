/** The format `csv` (RFC 4180): a header and one row a finding, safe to open in a spreadsheet. */
import type { ReportedFinding } from "../engine/inventory.ts";
import { placeOf } from "./places.ts";
import type { Format } from "./report.ts";

const COLUMNS = [
  ...["rule", "kind", "severity", "confidence", "title", "issuer", "path", "line", "column", "endLine", "endColumn"],
  ...["masked", "fingerprint", "id", "fix", "pciDss", "cwe", "change"],
];

export const csv: Format = () => {
  let head = row(COLUMNS);
  const withHead = (rows: string): string => {
    const written = head + rows;
    head = "";
    return written;
  };
  return { file: (found) => withHead(found.map((each) => row(cellsOf(each))).join("")), end: () => withHead("") };
};

function cellsOf({ finding, fingerprint, change }: ReportedFinding): string[] {
  const { ruleId, kind, severity, confidence, title, path, id, fix, pciDss, cwe } = finding;
  const { issuer, masked } = finding.kind === "token" ? finding : { issuer: "", masked: "" };
  const { line, column, endLine, endColumn } = placeOf(finding);
  const place = [line, column, endLine, endColumn].map(String);
  return [
    ...[ruleId, kind, severity, confidence, title, issuer, path, ...place],
    ...[masked, fingerprint ?? "", id, fix, pciDss.join(" "), cwe.join(" "), change ?? ""],
  ];
}

/** One row, with its line break. */
export const row = (cells: readonly string[]): string => `${cells.map(cell).join(",")}\r\n`;

/** A spreadsheet takes text that begins so for a formula: https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

function cell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]|^['\s]|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
