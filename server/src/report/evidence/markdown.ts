/** The evidence report as Markdown (CommonMark with tables), for a wiki or a ticket. */
import { plural } from "../count.ts";
import { DISCLAIMER, decisionInWords, type Evidence, factsOf, relationsOf, spotOf } from "./evidence.ts";

export function evidenceMarkdown(evidence: Evidence): string {
  const { tokens, references, acceptances, suppressed, unusual, skipped } = evidence;
  const sections: (readonly [string, readonly string[]])[] = [
    ["Relates to PCI DSS 4.0.1", relations(evidence)],
    [
      "Tokens",
      table(
        ["Severity", "Token", "State", "Places", "Known", "Relates to"],
        tokens.map((token) => [
          token.severity,
          `${escaped(token.title)} ${code(token.masked)} ${code(token.fingerprint.slice(0, 12))}`,
          [token.state, token.entry && decisionInWords(token.entry)]
            .filter(Boolean)
            .map((said) => escaped(String(said)))
            .join(": "),
          token.places.map((place) => code(spotOf(place))).join(" "),
          escaped(factsOf(token).join(", ")),
          [...token.pciDss, ...token.cwe].join(", "),
        ]),
      ),
    ],
    [
      "References",
      table(
        ["Name", "Status", "Store", "Read by"],
        references.map(({ name, status = "", provider = "", places }) => [
          code(name),
          status,
          escaped(provider),
          places.map((place) => code(spotOf(place))).join(" "),
        ]),
      ),
    ],
    [
      "Accepted in the ledger",
      table(
        ["Token", "Rule", "Decision"],
        acceptances.map((entry) => [
          code(entry.fingerprint.slice(0, 12)),
          escaped(entry.ruleId ?? ""),
          escaped(decisionInWords(entry)),
        ]),
      ),
    ],
    [
      "Accepted by comments",
      table(
        ["Place", "Rule", "Reason"],
        suppressed.map((place) => [code(spotOf(place)), escaped(place.ruleId), escaped(place.reason)]),
      ),
    ],
    ["Audit log", logOf(evidence)],
    ["Unusual", unusual.map(({ message }) => `- ${escaped(message)}`)],
    ["Not read", skipped.map(({ path, reason }) => `- ${code(path)}: ${escaped(reason)}`)],
  ];
  const body = sections.flatMap(([title, lines]) => (lines.length > 0 ? [`## ${title}`, "", ...lines, ""] : []));
  return `${[`# Tokens of ${escaped(evidence.project)}`, "", headOf(evidence), "", ...body, DISCLAIMER].join("\n")}\n`;
}

function headOf({ version, rules, made, commit, policy, complete, tokens, references }: Evidence): string {
  const by = `Tokenward ${version} with ${rules.count} rules (${rules.mark}), ${made.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const counts = `${plural(tokens.length, "token")}, ${plural(references.length, "reference")}.`;
  const known = complete ? "" : " Not all files were looked at.";
  return `${counts}${known} ${by}${commit ? `, commit ${code(commit)}` : ""}. Policy: at most ${policy.maxAgeDays} days old, told of ${policy.expiryWarningDays} days before they expire.`;
}

const relations = (evidence: Evidence): string[] =>
  table(
    ["Requirement", "About", "Tokens", "Accepted", "Revoked"],
    relationsOf(evidence).map(({ id, about, tokens, accepted, closed }) => [
      id,
      about,
      `${tokens}`,
      `${accepted}`,
      `${closed}`,
    ]),
  );

function logOf({ log }: Evidence): string[] {
  if (!log) return ["There are no accounts: `tokenward init` begins them."];
  const deeds = Object.entries(log.deeds).map(([deed, count]) => `${count} ${deed}`);
  const span = log.first && log.last ? ` from ${log.first.slice(0, 10)} to ${log.last.slice(0, 10)}` : "";
  return [
    `${log.whole ? "Whole" : "Broken (`tokenward audit verify` says where)"}: ${log.entries} entries of ${plural(log.writers, "writer")}${span}. ${deeds.join(", ")}.`,
  ];
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)];
}

/** Text that is shown just so, in one line of a table. */
const escaped = (text: string): string => text.replace(/[\r\n]+/g, " ").replace(/[\\`*_{}[\]()#+\-!~<>|&]/g, "\\$&");

/** In a span of code a pipe would still end the cell. */
const code = (text: string): string => {
  const plain = text.replace(/[\r\n]+/g, " ").replaceAll("|", "\\|");
  const fence = "`".repeat(1 + Math.max(0, ...Array.from(plain.matchAll(/`+/g), ([run]) => run.length)));
  return fence === "`" ? `\`${plain}\`` : `${fence} ${plain} ${fence}`;
};
