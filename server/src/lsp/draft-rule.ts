/** Makes a rule of what is selected in a document; the value itself goes nowhere. */
import { draftRule } from "../config/draft-rule.ts";
import type { DraftRuleParams, DraftRuleResult } from "../protocol.ts";
import type { Session } from "./session.ts";

/** @returns null where nothing can be made of the selection */
export function draft(
  session: Session,
  { textDocument: { uri }, range, issuer }: DraftRuleParams,
): DraftRuleResult | null {
  const value = session.documents
    .get(uri)
    ?.getText(range)
    .trim()
    .replace(/^["'`]|["'`]$/g, "");
  if (value === undefined || !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(issuer)) return null;
  const text = draftRule(value, issuer);
  return text === undefined ? null : { text };
}
