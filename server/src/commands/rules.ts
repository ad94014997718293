/** `tokenward rules`: the catalogue listed, and one rule explained. */
import type { Catalogue } from "../engine/catalogue.ts";
import type { HandlingRule, Rule } from "../engine/handling-rule.ts";
import type { TokenRule } from "../engine/rule.ts";
import { CommandError, exits, type Terminal } from "./terminal.ts";

export function listRules(catalogue: Catalogue, asJson: boolean, terminal: Terminal): number {
  const rules: readonly Rule[] = [...catalogue.rules, ...catalogue.handling.rules, ...catalogue.told];
  if (asJson) terminal.out(`${JSON.stringify(rules.map(summaryOf), null, 2)}\n`);
  else terminal.out(table(rules.map((rule) => [rule.id, rule.severity, rule.confidence, rule.title])));
  return exits.clean;
}

export function showRule(id: string, catalogue: Catalogue, asJson: boolean, terminal: Terminal): number {
  const rule = catalogue.anyRule(id);
  if (!rule) throw new CommandError(`there is no rule "${id}"; \`tokenward rules list\` shows those that exist`);
  terminal.out(asJson ? `${JSON.stringify(summaryOf(rule), null, 2)}\n` : explanation(rule));
  return exits.clean;
}

function summaryOf(rule: Rule) {
  if (rule.kind === "handling") return rule;
  const { pattern, prefix: _prefix, ...rest } = rule;
  return { ...rest, pattern: pattern.source };
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>((most, row) => row.map((cell, at) => Math.max(most[at] ?? 0, cell.length)), []);
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, at) => cell.padEnd(widths[at]!))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}

type Row = readonly [string, string | undefined];

function explanation(rule: Rule): string {
  const rows: Row[] = [
    ["Title", rule.title],
    ...(rule.kind === "token" ? ([["Issuer", rule.issuer]] satisfies Row[]) : []),
    ["Risk", rule.risk],
    ["Severity", `${rule.severity}, ${rule.confidence} confidence`],
    ...(rule.kind === "token" ? tokenRows(rule) : handlingRows(rule)),
    ["Also known as", rule.aliases.join(", ") || undefined],
    ["Relates to", [...rule.pciDss.map((requirement) => `PCI DSS ${requirement}`), ...rule.cwe].join(", ")],
    ["Sources", rule.sources.join("\n               ")],
  ];
  return `${rule.id}\n\n${rows.flatMap(([label, value]) => (value ? [`${label.padEnd(15)}${value}\n`] : [])).join("")}`;
}

const tokenRows = (rule: TokenRule): Row[] => [
  ["Found by", foundBy(rule)],
  ["Lifetime", rule.lifetime],
  ["Scope", rule.scope],
  ["Fix offers", rule.env],
  ["Revoke at", rule.revoke],
];

const handlingRows = ({ advice, theme, files }: HandlingRule): Row[] => [
  ["What to do", advice],
  ["Theme", theme],
  ["Looks at", files?.join(", ")],
];

function foundBy({ trigger, pattern }: TokenRule): string {
  if (trigger.kind === "name") return `a ${trigger.nameClass}'s name that a random-looking value is given to`;
  if (trigger.kind === "near" && trigger.words.includes("*")) return `${pattern.source} given to an issuer's name`;
  if (trigger.kind === "near") return `${pattern.source} near ${trigger.words.join(", ")}`;
  if (trigger.kind === "file") return `files named *.${trigger.files.join(", *.")}, by their first bytes`;
  return pattern.source;
}
