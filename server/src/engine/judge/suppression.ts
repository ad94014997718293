/** Honours comments that accept a finding: `tokenward-ignore token/x -- reason` on its line, `tokenward-ignore-next-line ...` above it. */
import type { Catalogue } from "../catalogue.ts";
import type { LineIndex, Span } from "../document.ts";
import { type Mask, maskedPart } from "../excerpt.ts";
import type { Verdict } from "../finding.ts";
import { drop } from "./judge.ts";

/** Without a reason nothing is accepted: a reviewer could not tell why. */
const COMMENT = /tokenward-ignore(-next-line)?[ \t]+([\w/*.,-]+(?:[ \t]*,[ \t]*[\w/*.-]+)*)[ \t]+--[ \t]*(\S[^\n]*)/g;

/** What every such comment holds: nearly all texts have none. */
const MARK = "tokenward-ignore";

/** What ends a comment before its line does. */
const END = /\s*(?:\*\/|-->|#\}).*$/;

/**
 * @param masks the values of the text, sorted by place: a reason that holds one shows it masked
 * @returns a judge of suspicions by the comments of this text
 */
export function suppressions(
  text: string,
  lines: LineIndex,
  catalogue: Catalogue,
  masks: readonly Mask[],
): (suspicion: { readonly rule: { readonly id: string }; readonly span: Span }) => Verdict | undefined {
  if (!text.includes(MARK)) return () => undefined;
  const accepted = new Map<number, { ids: readonly string[]; reason: string }[]>();
  for (const match of text.matchAll(COMMENT)) {
    const line = lines.lineAt(match.index) + (match[1] ? 1 : 0);
    const ids = match[2]!.split(",").map((id) => catalogue.anyRule(id.trim())?.id ?? id.trim());
    const end = match.index + match[0].length;
    const start = end - match[3]!.length;
    const reason = maskedPart(text, { start, end: start + match[3]!.replace(END, "").length }, masks).trim();
    accepted.set(line, [...(accepted.get(line) ?? []), { ids, reason }]);
  }
  return ({ rule, span }) => {
    const comment = accepted
      .get(lines.lineAt(span.start))
      ?.find(({ ids }) => ids.includes(rule.id) || ids.includes("*"));
    return comment && drop("suppression", `a comment accepts it: ${comment.reason}`);
  };
}
