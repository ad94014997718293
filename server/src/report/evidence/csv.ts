/** The inventory as `csv` (RFC 4180): a header and one row a token, safe to open in a spreadsheet. */
import { row } from "../csv.ts";
import { type Evidence, type EvidenceToken, spotOf } from "./evidence.ts";

const COLUMNS = [
  ...["fingerprint", "rule", "issuer", "title", "masked", "severity", "confidence", "state", "places", "firstPlace"],
  ...["environments", "scope", "owner", "expires", "ageDays", "overdue", "tracked", "inHistory", "firstSeen"],
  ...["by", "on", "reason", "until", "link", "pciDss", "cwe"],
];

export const evidenceCsv = ({ tokens }: Evidence): string =>
  [COLUMNS, ...tokens.map(cellsOf)].map((cells) => row(cells)).join("");

function cellsOf(token: EvidenceToken): string[] {
  const { fingerprint, ruleId, issuer, title, masked, severity, confidence, state, places, environments } = token;
  const { scope, owner, expires, ageDays, overdue, tracked, inHistory, firstSeen, entry, pciDss, cwe } = token;
  const first = places[0];
  const known = [environments?.join(" "), scope, owner, expires, ageDays, overdue, tracked, inHistory, firstSeen?.date];
  const decided = [entry?.by, entry?.on, entry?.reason, entry?.until ?? entry?.deadline, entry?.link];
  return [
    ...[fingerprint, ruleId, issuer, title, masked, severity, confidence, state, String(places.length)],
    first ? spotOf(first) : "",
    ...known.map(textOf),
    ...decided.map(textOf),
    ...[pciDss.join(" "), cwe.join(" ")],
  ];
}

const textOf = (value: string | number | boolean | undefined): string => (value === undefined ? "" : String(value));
