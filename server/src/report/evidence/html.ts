/**
 * The evidence report as one page that needs nothing else and prints well. It holds no script, and its policy lets none run
 * and nothing be fetched, whatever a path or a text in it says.
 */
import { plural } from "../count.ts";
import { pageOf } from "../html.ts";
import { escaped } from "../markup.ts";
import {
  DISCLAIMER,
  decisionInWords,
  type Evidence,
  type EvidenceToken,
  factsOf,
  relationsOf,
  spotOf,
} from "./evidence.ts";

export function evidenceHtml(evidence: Evidence): string {
  const body = [
    `<h1>Tokens of ${escaped(evidence.project)}</h1>`,
    summary(evidence),
    table(
      "Relates to PCI DSS 4.0.1",
      "Requirements that the tokens bear on, in our own words",
      ["Requirement", "About", "Tokens", "Accepted", "Revoked"],
      relationsOf(evidence).map(({ id, about, tokens, accepted, closed }) => [
        ...[escaped(id), escaped(about)],
        ...[tokens, accepted, closed].map(String),
      ]),
    ),
    table(
      "Tokens",
      "Each token once, with all its places; the gravest first",
      ["Token", "Severity", "State", "Places", "Known of it", "Relates to"],
      evidence.tokens.map(tokenCells),
    ),
    table(
      "References",
      "Names by which code refers to tokens, and those that a store has",
      ["Name", "Status", "Store", "Read by"],
      evidence.references.map(({ name, status = "", provider = "", places }) => [
        code(name),
        escaped(status),
        escaped(provider),
        list(places.map(spotOf)),
      ]),
    ),
    table(
      "Accepted in the ledger",
      "Findings that are left out, by whom, why and until when",
      ["Token", "Rule", "Decision"],
      evidence.acceptances.map((entry) => [
        code(entry.fingerprint.slice(0, 12)),
        escaped(entry.ruleId ?? ""),
        escaped(decisionInWords(entry)),
      ]),
    ),
    table(
      "Accepted by comments",
      "Findings that a comment in the code accepts, with its reason",
      ["Place", "Rule", "Reason"],
      evidence.suppressed.map((place) => [code(spotOf(place)), escaped(place.ruleId), escaped(place.reason)]),
    ),
    logOf(evidence),
    unusual(evidence),
    table(
      "Not read",
      "What was left out, and why",
      ["File", "Reason"],
      evidence.skipped.map(({ path, reason }) => [code(path), escaped(reason)]),
    ),
  ];
  return pageOf(`Tokenward: tokens of ${evidence.project}`, body.filter(Boolean), DISCLAIMER);
}

function summary(evidence: Evidence): string {
  const { version, rules, made, commit, policy, complete, tokens, references } = evidence;
  const counted = (of: (token: EvidenceToken) => boolean): number => tokens.filter(of).length;
  const tiles: (readonly [string, number, string])[] = [
    ["tokens", tokens.length, ""],
    ["errors", counted(({ severity }) => severity === "error"), "error"],
    ["overdue", counted(({ overdue }) => overdue === true), "warning"],
    ["revoked", counted(({ state }) => state === "revoked"), ""],
    ["accepted", counted(({ state }) => state === "accepted"), ""],
    ["references", references.length, ""],
  ];
  const when = made.toISOString();
  return [
    ...(complete ? [] : ["<p>Not all files were looked at.</p>"]),
    `<dl>${tiles.map(([name, count, kind]) => `<div class="${kind}"><dt>${name}</dt><dd>${count}</dd></div>`).join("")}</dl>`,
    `<p class="note">Tokenward ${escaped(version)} with ${rules.count} rules (${escaped(rules.mark)}), <time datetime="${when}">${when.slice(0, 16).replace("T", " ")} UTC</time>${commit ? `, commit <code>${escaped(commit)}</code>` : ""}. Policy: at most ${plural(policy.maxAgeDays, "day")} old; told of ${plural(policy.expiryWarningDays, "day")} before they expire. Values are masked; equal ones have equal fingerprints.</p>`,
  ].join("\n");
}

function tokenCells(token: EvidenceToken): string[] {
  const { title, masked, ruleId, fingerprint, severity, confidence, state, entry, places, pciDss, cwe, revoke } = token;
  const link =
    revoke && state !== "revoked"
      ? `<br><a href="${escaped(revoke)}" rel="noreferrer">Revoke it<span class="print"> (${escaped(revoke)})</span></a>`
      : "";
  const relates = [...pciDss.map((requirement) => `PCI DSS ${requirement}`), ...cwe];
  return [
    `${escaped(title)}<br>${code(masked)}<br><small>${escaped(ruleId)}<br>fingerprint ${escaped(fingerprint.slice(0, 12))}</small>`,
    `<strong class="${severity}">${severity}</strong><br><small>${confidence} confidence</small>`,
    `<strong>${state}</strong>${entry ? `<br>${escaped(decisionInWords(entry))}` : ""}${link}`,
    list(places.map((place) => `${spotOf(place)}${place.kind === "history" ? " (history)" : ""}`)),
    factsOf(token).map(escaped).join("<br>"),
    relates.map(escaped).join("<br>"),
  ];
}

function logOf({ log }: Evidence): string {
  if (!log) return "<h2>Audit log</h2>\n<p>There are no accounts: <code>tokenward init</code> begins them.</p>";
  const state = log.whole ? "The audit log is whole" : "The audit log is broken (tokenward audit verify says where)";
  const span = log.first && log.last ? `, from ${log.first.slice(0, 10)} to ${log.last.slice(0, 10)}` : "";
  const counted = `${log.entries} ${log.entries === 1 ? "entry" : "entries"} of ${plural(log.writers, "writer")}`;
  return [
    "<h2>Audit log</h2>",
    `<p>${state}: ${counted}${escaped(span)}.</p>`,
    `<ul>${Object.entries(log.deeds)
      .map(([deed, count]) => `<li>${count} ${escaped(deed)}</li>`)
      .join("")}</ul>`,
  ].join("\n");
}

function unusual({ unusual: all }: Evidence): string {
  if (all.length === 0) return "";
  return `<h2>Unusual</h2>\n<ul>${all.map(({ message }) => `<li>${escaped(message)}</li>`).join("")}</ul>`;
}

/** Its cells are markup already. */
function table(title: string, caption: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const cells = ([first = "", ...rest]: readonly string[]): string =>
    `<tr><th scope="row">${first}</th>${rest.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  return [
    `<h2>${title}</h2>`,
    "<table>",
    `<caption>${caption}</caption>`,
    `<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join("")}</tr></thead>`,
    `<tbody>${rows.map(cells).join("\n")}</tbody>`,
    "</table>",
  ].join("\n");
}

const code = (text: string): string => `<code>${escaped(text)}</code>`;
const list = (texts: readonly string[]): string => `<ul>${texts.map((text) => `<li>${code(text)}</li>`).join("")}</ul>`;
