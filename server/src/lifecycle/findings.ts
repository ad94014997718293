/** Acts upon the states: accepted tokens are left out until their day, and what is wrong with others is a finding at their place. */
import type { HandlingFinding } from "../engine/finding.ts";
import type { FingerprintedFinding } from "../engine/inventory.ts";
import { dayOf, daysLater, daysSince, isOver } from "./dates.ts";
import { environmentOf } from "./environments.ts";
import type { Hash } from "./hash.ts";
import type { Ledger, LedgerEntry } from "./ledger.ts";
import type { Policy } from "./policy.ts";
import { type LifecycleRuleId, lifecycleRules } from "./rules.ts";

/** By what findings are judged. */
export interface Standard {
  readonly ledger: Ledger | undefined;
  readonly policy: Policy;
  readonly now: Date;
  readonly hash: Hash;
  /** Since when a token is known to be in use, by fingerprint: ISO 8601. */
  readonly since?: (fingerprint: string) => string | undefined;
}

/** Whether the ledger leaves the token out today. */
export function isAccepted(fingerprint: string, { ledger, now }: Pick<Standard, "ledger" | "now">): boolean {
  const entry = ledger?.entries.get(fingerprint);
  return entry?.state === "accepted" && !(entry.until && isOver(entry.until, now));
}

/** What the token's life says of one of its places, the gravest first; no value is in any message. */
export function lifecycleFindings(
  { finding, fingerprint }: FingerprintedFinding,
  standard: Standard,
): HandlingFinding[] {
  const entry = standard.ledger?.entries.get(fingerprint);
  const said = [
    ...ofEntry(finding.title, entry, standard),
    ...ofAge(finding.title, fingerprint, entry, standard),
    ...ofToken(finding, standard),
  ];
  return said.map(([id, message]) => atPlace(finding, id, message, standard.hash));
}

type Said = readonly [id: LifecycleRuleId, message: string];

function ofEntry(title: string, entry: LedgerEntry | undefined, { now }: Standard): Said[] {
  if (!entry) return [];
  const { state, by, on, reason, until, deadline } = entry;
  const why = reason ? ` (${reason})` : "";
  const when = `by ${by} on ${on.slice(0, 10)}${why}`;
  if (state === "revoked") return [["lifecycle/revoked-token", `${title}, revoked ${when}, is here again.`]];
  if (state === "accepted" && until && isOver(until, now))
    return [["lifecycle/acceptance-expired", `${title} was accepted ${when} until ${until}.`]];
  if (state === "rotated" && deadline && isOver(deadline, now))
    return [["lifecycle/rotation-overdue", `${title}, rotated ${when}, was to be gone by ${deadline}.`]];
  return [];
}

/** What was decided on is reminded of by its own day. */
function ofAge(
  title: string,
  fingerprint: string,
  entry: LedgerEntry | undefined,
  { policy, now, since }: Standard,
): Said[] {
  const then = policy.limitsAge && entry === undefined ? since?.(fingerprint) : undefined;
  const days = then === undefined ? 0 : daysSince(then, now);
  if (then === undefined || days <= policy.maxAgeDays) return [];
  const known = `${title} is in use since ${then.slice(0, 10)}: ${days} days, and the policy allows ${policy.maxAgeDays}.`;
  return [["lifecycle/token-overdue", known]];
}

function ofToken({ title, expires, told, path }: FingerprintedFinding["finding"], { policy, now }: Standard): Said[] {
  const said: Said[] = [];
  const day = expires?.slice(0, 10);
  if (day && day >= dayOf(now) && day <= daysLater(now, policy.expiryWarningDays))
    said.push(["lifecycle/token-expires", `${title} expires on ${day}.`]);
  if (told?.rotateBy && isOver(told.rotateBy, now))
    said.push(["lifecycle/rotate-by-passed", `${title} was to be replaced by ${told.rotateBy}.`]);
  const environment = environmentOf(path);
  if (told?.environment === "production" && (environment === "development" || environment === "test"))
    said.push(["lifecycle/production-token-in-development", `${title} is live, and ${path} is for ${environment}.`]);
  return said;
}

function atPlace(
  { path, span, range, id, excerpt }: FingerprintedFinding["finding"],
  ruleId: LifecycleRuleId,
  message: string,
  hash: Hash,
): HandlingFinding {
  return findingOf(ruleId, message, { path, span, range, excerpt, id: hash(`${id} ${ruleId}`).slice(0, 32) });
}

/** Where a finding stands. */
export type Standing = Pick<HandlingFinding, "path" | "span" | "range" | "id" | "excerpt">;

export function findingOf(ruleId: LifecycleRuleId, message: string, place: Standing): HandlingFinding {
  const { severity, confidence, title, risk, advice, pciDss, cwe } = lifecycleRules.get(ruleId)!;
  return {
    kind: "handling",
    ruleId,
    severity,
    confidence,
    reasons: [],
    title,
    message: `${message} ${risk} ${advice}`,
    ...place,
    fix: "none",
    pciDss,
    cwe,
    related: [],
  };
}
