/** Explains a rule for a page of its own. */
import type { ExplainRuleParams, ExplainRuleResult } from "../protocol.ts";
import { rulePage } from "./rule-page.ts";
import type { Session } from "./session.ts";

export function explain({ catalogue }: Session, { ruleId }: ExplainRuleParams): ExplainRuleResult | null {
  const rule = catalogue.anyRule(ruleId);
  return rule ? { title: rule.title, markdown: rulePage(rule) } : null;
}
