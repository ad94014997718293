/**
 * The format `html`: one page that needs nothing else, for people who get a report by mail or print it. It holds no script,
 * and its policy lets none run and nothing be fetched, whatever a path or a text in it says.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import type { FingerprintedFinding } from "../engine/inventory.ts";
import { confidences, riskOf, severities } from "../engine/rule.ts";
import { style } from "./html-style.ts";
import { escaped } from "./markup.ts";
import { placeOf } from "./places.ts";
import type { Format, ReportHead, ReportTail } from "./report.ts";
import { plural } from "./text.ts";

/** The gravest come first: it is written whole at the end. */
export const html: Format = (head) => {
  const all: FingerprintedFinding[] = [];
  return {
    file: (found) => {
      all.push(...found);
      return "";
    },
    end: (tail) => pageOf(head, tail, all),
  };
};

/** One token with all its places. */
type Places = readonly [FingerprintedFinding, ...FingerprintedFinding[]];

function pageOf(head: ReportHead, tail: ReportTail, all: readonly FingerprintedFinding[]): string {
  const tokens = tokensOf(all);
  return [
    "<!DOCTYPE html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hashOf(style)}'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="robots" content="noindex">',
    `<title>Tokenward: ${plural(tokens.length, "token")}</title>`,
    `<style>${style}</style>`,
    "</head>",
    "<body>",
    "<main>",
    "<h1>Tokens found</h1>",
    summary(head, tail, tokens, all),
    tokens.length > 0 ? table(tokens, head) : "",
    unread(tail),
    "</main>",
    `<footer><p>${DISCLAIMER}</p></footer>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

const DISCLAIMER =
  "“Relates to” names the requirements that a finding bears on. It does not say that one is violated or, where nothing was found, that one is met: that is for an assessor to judge. PCI DSS speaks of passwords of application and system accounts, and of keys that protect stored account data; other tokens are listed by analogy.";

const hashOf = (text: string): string => btoa(String.fromCharCode(...sha256(new TextEncoder().encode(text))));

/** Joined by fingerprint: the gravest and surest first, then in the order of their first place. */
function tokensOf(all: readonly FingerprintedFinding[]): Places[] {
  const groups = new Map<string, [FingerprintedFinding, ...FingerprintedFinding[]]>();
  for (const each of all) {
    const group = groups.get(each.fingerprint);
    if (group) group.push(each);
    else groups.set(each.fingerprint, [each]);
  }
  return [...groups.values()]
    .map((group): Places => group.sort(byRank) as unknown as Places)
    .sort(([a], [b]) => byRank(a, b));
}

const byRank = ({ finding: a }: FingerprintedFinding, { finding: b }: FingerprintedFinding): number =>
  severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
  confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence);

function summary(
  { version, started, commit }: ReportHead,
  { stats, skipped }: ReportTail,
  tokens: readonly Places[],
  all: readonly FingerprintedFinding[],
): string {
  const files = new Set(all.map(({ finding }) => finding.path)).size;
  const found =
    tokens.length === 0
      ? "No tokens found."
      : `${plural(tokens.length, "token")} in ${plural(all.length, "place")} of ${plural(files, "file")}.`;
  const counts = severities.map((severity) => {
    const count = tokens.filter(([{ finding }]) => finding.severity === severity).length;
    return `<div class="${severity}"><dt>${severity}</dt><dd>${count}</dd></div>`;
  });
  return [
    `<p>${found} ${plural(stats.files, "file")} read (${(stats.bytes / 1e6).toFixed(2)} MB)${skipped.length > 0 ? `, <a href="#unread">${skipped.length} not read</a>` : ""}.</p>`,
    `<dl>${counts.join("")}</dl>`,
    `<p class="note">Tokenward ${escaped(version)}, <time datetime="${started.toISOString()}">${started.toISOString().slice(0, 16).replace("T", " ")} UTC</time>${commit ? `, commit <code>${escaped(commit)}</code>` : ""}. Values are masked; equal ones have equal fingerprints.</p>`,
  ].join("\n");
}

function table(tokens: readonly Places[], head: ReportHead): string {
  const headings = ["Severity", "Token", "Places", "What it opens", "Relates to"];
  return [
    "<table>",
    "<caption>Each token once, with all its places; the gravest first</caption>",
    `<thead><tr>${headings.map((heading) => `<th scope="col">${heading}</th>`).join("")}</tr></thead>`,
    "<tbody>",
    ...tokens.map((token) => tokenRow(token, head)),
    "</tbody>",
    "</table>",
  ].join("\n");
}

function tokenRow(token: Places, head: ReportHead): string {
  const [{ finding, fingerprint }] = token;
  const { severity, confidence, title, ruleId, masked, message, pciDss, cwe } = finding;
  const rule = head.rule(ruleId);
  const relates = [...pciDss.map((requirement) => `PCI DSS ${requirement}`), ...cwe];
  return [
    `<tr class="${severity}">`,
    `<td><strong>${severity}</strong><br><small>${confidence} confidence</small></td>`,
    `<th scope="row">${escaped(title)}<br><code>${escaped(masked)}</code><br><small>${escaped(ruleId)}<br>fingerprint ${escaped(fingerprint.slice(0, 12))}</small></th>`,
    `<td><ul>${token.map(({ finding: place }) => `<li><code>${escaped(spot(place))}</code></li>`).join("")}</ul></td>`,
    `<td>${escaped(rule ? riskOf(rule) : message)}${rule?.revoke ? ` <a href="${escaped(rule.revoke)}" rel="noreferrer">Revoke it<span class="print"> (${escaped(rule.revoke)})</span></a>` : ""}</td>`,
    `<td>${relates.map(escaped).join("<br>")}</td>`,
    "</tr>",
  ].join("");
}

function spot(finding: FingerprintedFinding["finding"]): string {
  const { line, column } = placeOf(finding);
  return `${finding.path}:${line}:${column}`;
}

function unread({ skipped }: ReportTail): string {
  if (skipped.length === 0) return "";
  const rows = skipped.map(
    ({ path, reason }) => `<tr><th scope="row"><code>${escaped(path)}</code></th><td>${escaped(reason)}</td></tr>`,
  );
  return [
    '<h2 id="unread">Not read</h2>',
    "<table>",
    "<caption>What was left out, and why</caption>",
    '<thead><tr><th scope="col">File</th><th scope="col">Reason</th></tr></thead>',
    `<tbody>${rows.join("\n")}</tbody>`,
    "</table>",
  ].join("\n");
}
