/** Stretches of time in words, as hovers and hints say them: whole days. */
import * as l10n from "@vscode/l10n";

const DAY = 86_400_000;

/** @param expires ISO 8601 */
export function expiryInWords(expires: string, now: Date): string {
  const days = Math.floor((Date.parse(expires) - now.getTime()) / DAY);
  if (days < -1) return l10n.t("expired {0} days ago", -days);
  if (days < 0) return l10n.t("expired");
  if (days === 0) return l10n.t("expires today");
  return days === 1 ? l10n.t("expires tomorrow") : l10n.t("expires in {0} days", days);
}

export function agoInWords(then: Date, now: Date): string {
  const days = Math.floor((now.getTime() - then.getTime()) / DAY);
  if (days < 1) return l10n.t("today");
  return days === 1 ? l10n.t("yesterday") : l10n.t("{0} days ago", days);
}
