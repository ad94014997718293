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

/**
 * What comments for other scanners say, each by the words that stand in it; what stands in no list has no reason. Those of
 * secretlint may name rules, which are not asked for: it is another's list.
 */
const foreign: readonly { readonly mark: RegExp; readonly of: string; readonly next?: true }[] = [
  { mark: /\b(?:gitleaks|betterleaks):allow\b/g, of: "gitleaks" },
  { mark: /\bpragma: ?(?:allow|white)list[ -]secret\b/g, of: "detect-secrets" },
  { mark: /\bpragma: ?(?:allow|white)list nextline[ -]secret\b/g, of: "detect-secrets", next: true },
  { mark: /\btrufflehog:ignore\b/g, of: "trufflehog" },
  { mark: /\bsecretlint-disable-line\b/g, of: "secretlint" },
  { mark: /\bsecretlint-disable-next-line\b/g, of: "secretlint", next: true },
];

/** From one to the other, or to the end of the text. */
const DISABLED = /\bsecretlint-disable(?!-)\b[\s\S]*?(?:\bsecretlint-enable\b|$)/g;

/** What any of these holds: nearly all texts have none. */
const FOREIGN_MARKS = ["leaks:allow", "pragma:", "trufflehog:ignore", "secretlint-disable"];

/** @returns what accepts a line, by the line's number */
function foreignComments(text: string, lines: LineIndex): ReadonlyMap<number, string> {
  const accepted = new Map<number, string>();
  if (!FOREIGN_MARKS.some((mark) => text.includes(mark))) return accepted;
  for (const { mark, of, next } of foreign)
    for (const { index } of text.matchAll(mark)) accepted.set(lines.lineAt(index) + (next ? 1 : 0), of);
  for (const { 0: block, index } of text.matchAll(DISABLED)) {
    const last = lines.lineAt(index + block.length);
    for (let line = lines.lineAt(index); line <= last; line++) accepted.set(line, "secretlint");
  }
  return accepted;
}

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
  const others = foreignComments(text, lines);
  if (!text.includes(MARK) && others.size === 0) return () => undefined;
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
    const other = rule.id.startsWith("token/") && others.get(lines.lineAt(span.start));
    if (other) return drop("suppression", `a comment for ${other} accepts it`);
    const comment = accepted
      .get(lines.lineAt(span.start))
      ?.find(({ ids }) => ids.includes(rule.id) || ids.includes("*"));
    return comment && drop("suppression", `a comment accepts it: ${comment.reason}`);
  };
}
