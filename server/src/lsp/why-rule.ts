/** Why a rule is on, at this severity, in a document: the entries of all configs that speak of it, as a Markdown page. */
import * as l10n from "@vscode/l10n";
import type { WhyRuleParams, WhyRuleResult } from "../protocol.ts";
import { why } from "../workspace/why.ts";
import type { Session } from "./session.ts";

/** @returns null where there is no such rule */
export async function whyRule(
  session: Session,
  { textDocument: { uri }, ruleId }: WhyRuleParams,
): Promise<WhyRuleResult | null> {
  const location = session.locate(uri);
  const { configs, ignored } = await session.configs.of(location);
  const rule = session.catalogue.anyRule(ruleId);
  if (!rule) return null;
  const { level, confidence, steps, definedIn } = why(rule, location.file ?? location.address, configs);
  const nameOf = (file: string): string => session.folders.pathOf(file);
  const rows = steps.map(({ file, entry, decidesLevel, decidesConfidence }) => {
    const { glob, level: said, confidence: sure, position } = entry;
    const says = [said, sure].filter(Boolean).join(", ");
    const row = `\`${nameOf(file)}:${position.line + 1}\` (\`${glob}\`): ${says}`;
    return decidesLevel || decidesConfidence ? `- **${row}**` : `- ${row}`;
  });
  const own = l10n.t(
    "{0}: {1}, {2} (the rule itself)",
    `\`${definedIn === undefined ? "tokenward" : nameOf(definedIn)}\``,
    rule.severity,
    rule.confidence,
  );
  const left = ignored ? [l10n.t("`ignore` leaves the file out: no rule looks at it.")] : [];
  return {
    title: `${rule.id}: ${level}, ${confidence}`,
    markdown: [`- ${own}`, ...rows].join("\n") + left.map((text) => `\n\n${text}`).join(""),
  };
}
