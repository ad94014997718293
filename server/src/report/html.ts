/**
 * The format `html`: one page that needs nothing else, for people who get a report by mail or print it. It holds no script,
 * and its policy lets none run and nothing be fetched, whatever a path or a text in it says.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import type { Rule } from "../engine/handling-rule.ts";
import { isOfToken, type ReportedFinding } from "../engine/inventory.ts";
import { confidences, riskOf, severities } from "../engine/rule.ts";
import { Count, plural } from "./count.ts";
import { style } from "./html-style.ts";
import { escaped } from "./markup.ts";
import { placeOf } from "./places.ts";
import type { Format, ReportHead, ReportTail } from "./report.ts";

/** The gravest come first: it is written whole at the end. */
export const html: Format = (head) => {
  const all: ReportedFinding[] = [];
  return {
    file: (found) => {
      all.push(...found);
      return "";
    },
    end: (tail) => reportOf(head, tail, all),
  };
};

/** One token with all its places, or one insecure use. */
type Places = readonly [ReportedFinding, ...ReportedFinding[]];

function reportOf(head: ReportHead, tail: ReportTail, all: readonly ReportedFinding[]): string {
  const entries = entriesOf(all);
  const [tokens, uses] = [entries.filter(([lead]) => isOfToken(lead)), entries.filter(([lead]) => !isOfToken(lead))];
  const body = [
    "<h1>Tokenward report</h1>",
    summary(head, tail, entries, all),
    table("Tokens", "Each token once, with all its places; the gravest first", tokens, head),
    table("Insecure uses", "Code and configuration that treat a token insecurely; the gravest first", uses, head),
    unread(tail),
  ];
  return pageOf(`Tokenward: ${plural(tokens.length, "token")}`, body, DISCLAIMER);
}

/** A whole page. @param body markup; the title and the footer are text */
export function pageOf(title: string, body: readonly string[], footer: string): string {
  return [
    "<!DOCTYPE html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hashOf(style)}'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="robots" content="noindex">',
    `<title>${escaped(title)}</title>`,
    `<style>${style}</style>`,
    "</head>",
    "<body>",
    "<main>",
    ...body,
    "</main>",
    `<footer><p>${escaped(footer)}</p></footer>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

const DISCLAIMER =
  "“Relates to” names the requirements that a finding bears on. It does not say that one is violated or, where nothing was found, that one is met: that is for an assessor to judge. PCI DSS speaks of passwords of application and system accounts, and of keys that protect stored account data; other tokens are listed by analogy.";

const hashOf = (text: string): string => btoa(String.fromCharCode(...sha256(new TextEncoder().encode(text))));

/** Tokens joined by fingerprint: the gravest and surest first, then in the order of their first place. */
function entriesOf(all: readonly ReportedFinding[]): Places[] {
  const groups = new Map<string, [ReportedFinding, ...ReportedFinding[]]>();
  for (const each of all) {
    const key = each.fingerprint ?? `${each.finding.path}\0${each.finding.id}`;
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  for (const group of groups.values()) group.sort(byRank);
  return [...groups.values()].sort(([a], [b]) => byRank(a, b));
}

const byRank = ({ finding: a }: ReportedFinding, { finding: b }: ReportedFinding): number =>
  severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
  confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence);

function summary(
  { version, started, commit }: ReportHead,
  { stats, skipped }: ReportTail,
  entries: readonly Places[],
  all: readonly ReportedFinding[],
): string {
  const count = new Count();
  count.add(all);
  const found = count.said ? `${count.said} of ${plural(count.files, "file")}.` : "No tokens found.";
  const counts = severities.map((severity) => {
    const graver = entries.filter(([{ finding }]) => finding.severity === severity).length;
    return `<div class="${severity}"><dt>${severity}</dt><dd>${graver}</dd></div>`;
  });
  return [
    `<p>${found} ${plural(stats.files, "file")} read (${(stats.bytes / 1e6).toFixed(2)} MB)${skipped.length > 0 ? `, <a href="#unread">${skipped.length} not read</a>` : ""}.</p>`,
    `<dl>${counts.join("")}</dl>`,
    `<p class="note">Tokenward ${escaped(version)}, <time datetime="${started.toISOString()}">${started.toISOString().slice(0, 16).replace("T", " ")} UTC</time>${commit ? `, commit <code>${escaped(commit)}</code>` : ""}. Values are masked; equal ones have equal fingerprints.</p>`,
  ].join("\n");
}

function table(heading: string, caption: string, entries: readonly Places[], head: ReportHead): string {
  if (entries.length === 0) return "";
  const headings = ["Severity", "What", "Places", "Risk and remedy", "Relates to"];
  return [
    `<h2>${heading}</h2>`,
    "<table>",
    `<caption>${caption}</caption>`,
    `<thead><tr>${headings.map((name) => `<th scope="col">${name}</th>`).join("")}</tr></thead>`,
    "<tbody>",
    ...entries.map((entry) => rowOf(entry, head)),
    "</tbody>",
    "</table>",
  ].join("\n");
}

function rowOf(entry: Places, head: ReportHead): string {
  const [{ finding, fingerprint }] = entry;
  const { severity, confidence, title, ruleId, message, pciDss, cwe } = finding;
  const rule = head.rule(ruleId);
  const relates = [...pciDss.map((requirement) => `PCI DSS ${requirement}`), ...cwe];
  const masked = finding.kind === "token" ? `<code>${escaped(finding.masked)}</code><br>` : "";
  const print = fingerprint === undefined ? "" : `<br>fingerprint ${escaped(fingerprint.slice(0, 12))}`;
  return [
    `<tr class="${severity}">`,
    `<td><strong>${severity}</strong><br><small>${confidence} confidence</small></td>`,
    `<th scope="row">${escaped(title)}<br>${masked}<small>${escaped(ruleId)}${print}</small></th>`,
    `<td><ul>${entry.map((each) => `<li><code>${escaped(spot(each.finding))}</code></li>`).join("")}</ul></td>`,
    `<td>${rule ? remedyOf(rule) : escaped(message)}</td>`,
    `<td>${relates.map(escaped).join("<br>")}</td>`,
    "</tr>",
  ].join("");
}

function remedyOf(rule: Rule): string {
  if (rule.kind === "handling") return escaped(`${rule.risk} ${rule.advice}`);
  const address = rule.revoke && escaped(rule.revoke);
  const link = address
    ? ` <a href="${address}" rel="noreferrer">Revoke it<span class="print"> (${address})</span></a>`
    : "";
  return `${escaped(riskOf(rule))}${link}`;
}

function spot(finding: ReportedFinding["finding"]): string {
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
