/** Honours comments that accept a finding: `tokenward-ignore token/x -- reason` on its line, `tokenward-ignore-next-line ...` above it. */
import type { Catalogue } from "../catalogue.ts";
import type { LineIndex } from "../document.ts";
import type { Suspicion, Verdict } from "../finding.ts";

/** Without a reason nothing is accepted: a reviewer could not tell why. */
const COMMENT = /tokenward-ignore(-next-line)?[ \t]+([\w/*.,-]+(?:[ \t]*,[ \t]*[\w/*.-]+)*)[ \t]+--[ \t]*(\S[^\n]*)/g;

/** @returns a judge of suspicions by the comments of this text */
export function suppressions(
  text: string,
  lines: LineIndex,
  catalogue: Catalogue,
): (suspicion: Suspicion) => Verdict | undefined {
  const accepted = new Map<number, { ids: readonly string[]; reason: string }[]>();
  for (const match of text.matchAll(COMMENT)) {
    const line = lines.lineAt(match.index) + (match[1] ? 1 : 0);
    const ids = match[2]!.split(",").map((id) => catalogue.rule(id.trim())?.id ?? id.trim());
    accepted.set(line, [...(accepted.get(line) ?? []), { ids, reason: match[3]!.trim() }]);
  }
  return ({ rule, span }) => {
    const comment = accepted
      .get(lines.lineAt(span.start))
      ?.find(({ ids }) => ids.includes(rule.id) || ids.includes("*"));
    return (
      comment && {
        judge: "suppression",
        reason: `a comment accepts it: ${withoutEnd(comment.reason)}`,
        outcome: "drop",
      }
    );
  };
}

const withoutEnd = (reason: string): string => reason.replace(/\s*(?:\*\/|-->|#\})\s*$/, "");
