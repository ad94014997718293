/** The fix: finding x reference gives edits. What the rest of the product sees of it. */
import type { SourceDocument } from "../document.ts";
import type { Finding, FixDisposition } from "../finding.ts";
import type { TokenRule } from "../rule.ts";
import { placeOf, readDocument } from "./place.ts";
import { type References, rowOf } from "./references.ts";

export { applyEdits, type TextEdit } from "./edit.ts";
export { filesNeeded, foldersOf } from "./folder.ts";
export { loaderIn } from "./loader.ts";
export { type MoveRequest, planMove, storePathOf } from "./move.ts";
export type { FileChange, MoveEdits, MovePlan } from "./plan.ts";
export { referenceFor } from "./reference-for.ts";
export { compileReferences, type References, rowOf } from "./references.ts";
export type { Elsewhere, FileStore } from "./store.ts";

/**
 * Whether each finding of one document can be fixed, as far as the document alone tells. The plan may still be refused
 * or be less safe: it also knows the store, git and who loads the values.
 */
export function dispositionsOf(
  document: SourceDocument,
  findings: readonly { finding: Pick<Finding, "span">; rule: Pick<TokenRule, "severity"> }[],
  references: References,
): FixDisposition[] {
  const row = findings.length > 0 ? rowOf(document, references) : undefined;
  const read = row && readDocument(document, row);
  if (!row || read === undefined || typeof read === "string") return findings.map(() => "none");
  return findings.map(({ finding, rule }) => {
    const place = placeOf(read, document, row, finding.span);
    if (typeof place === "string") return "none";
    return place.review.length > 0 || rule.severity === "info" ? "unsafe" : "safe";
  });
}

/** `dispositionsOf` for one finding. */
export function dispositionOf(
  document: SourceDocument,
  finding: Pick<Finding, "span">,
  rule: Pick<TokenRule, "severity">,
  references: References,
): FixDisposition {
  return dispositionsOf(document, [{ finding, rule }], references)[0]!;
}
