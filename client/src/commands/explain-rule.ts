/** Opens the page of a rule. */
import type { InventoryStore } from "../inventory/store.ts";
import { showRulePage } from "../rule-pages.ts";
import { pickToken } from "./pick-token.ts";

/** @param argument a rule's id, or an entry of the tree */
export async function explainRule(argument: unknown, store: InventoryStore): Promise<void> {
  const ruleId = typeof argument === "string" ? argument : (await pickToken(argument, store))?.ruleId;
  if (ruleId) await showRulePage(ruleId);
}
