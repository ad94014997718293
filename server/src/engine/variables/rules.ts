/** What can be wrong with the names of variables: rules by id, in the form of handling rules, for everything that shows or levels findings. */
import type { HandlingRule } from "../handling-rule.ts";
import type { Severity } from "../rule.ts";

const RULES = [
  [
    "undefined",
    "Variable that nothing defines",
    "warning",
    "The program finds nothing there, and goes on without a token or stops.",
    "Give it a value in the store, and name it in the list that the project keeps, or say what holds without it.",
  ],
  [
    "unused",
    "Variable that nothing reads",
    "info",
    "A token that nobody needs can still be stolen.",
    "Take the line out, and revoke the token at its issuer.",
  ],
  [
    "unset",
    "Variable that is listed and not set",
    "info",
    "The program runs here without it.",
    "Set it in the store beside the list, or take it out of the list.",
  ],
] as const satisfies readonly (readonly [string, string, Severity, string, string])[];

export type ReferenceRuleId = `reference/${(typeof RULES)[number][0]}`;

/** Nothing in one text alone matches them. */
export const referenceRules: ReadonlyMap<string, HandlingRule> = new Map(
  RULES.map(([name, title, severity, risk, advice]) => [
    `reference/${name}`,
    {
      id: `reference/${name}`,
      kind: "handling",
      theme: "reference",
      title,
      severity,
      risk,
      advice,
      confidence: "high",
      keywords: [],
      match: [],
      aliases: [],
      sources: [],
      pciDss: [],
      cwe: [],
    },
  ]),
);
