/** The inventory's tokens with what their lives tell: state, age against policy, environments, owner. */
import type { InventoryToken } from "../engine/inventory.ts";
import { daysLater, daysSince, isOver } from "./dates.ts";
import { environmentOf } from "./environments.ts";
import type { Standard } from "./findings.ts";
import type { LedgerEntry } from "./ledger.ts";
import type { Owners } from "./owners.ts";

/**
 * @param owners asked with the paths of places as they are
 * @param pathOf a place's path below its folder, where places have addresses instead
 * @returns the same tokens in the same order; what is not known stays absent
 */
export function withLifecycle<Token extends InventoryToken>(
  tokens: readonly Token[],
  owners: Owners,
  standard: Pick<Standard, "ledger" | "policy" | "now">,
  pathOf: (path: string) => string = (path) => path,
): Token[] {
  const made = madeBy(standard.ledger);
  return tokens.map((token) => {
    const entry = standard.ledger?.entries.get(token.fingerprint);
    const environments = environmentsOf(token, pathOf);
    const owner = entry?.owner ?? ownerOf(token, owners) ?? token.firstSeen?.author;
    const ageDays = token.ageDays ?? ageOf(token.firstSeen?.date ?? made.get(token.fingerprint), standard.now);
    const overdue = isOverdue({ ...token, ...(ageDays !== undefined && { ageDays }) }, entry, standard);
    return {
      ...token,
      state: entry?.state ?? token.state,
      ...(environments.length > 0 && { environments }),
      ...(owner && { owner }),
      ...(ageDays !== undefined && { ageDays }),
      ...(overdue !== undefined && { overdue }),
    };
  });
}

/** Whether somebody is to be reminded of it today: a day has passed, or will within the policy's warning time. */
export function isDue(
  { rotateBy, expires, ageDays }: InventoryToken,
  entry: LedgerEntry | undefined,
  { policy, now }: Pick<Standard, "policy" | "now">,
): boolean {
  if (entry?.state === "revoked") return false;
  const ended = [rotateBy, entry?.deadline, entry?.until].some((day) => day !== undefined && isOver(day, now));
  const day = expires?.slice(0, 10);
  const expiring = day !== undefined && !isOver(day, now) && day <= daysLater(now, policy.expiryWarningDays);
  const old = policy.limitsAge === true && entry === undefined && (ageDays ?? 0) > policy.maxAgeDays;
  return ended || expiring || old;
}

/** When a token took the place of another, by fingerprint. */
export const madeBy = (ledger: Standard["ledger"]): ReadonlyMap<string, string> =>
  new Map(
    [...(ledger?.entries.values() ?? [])].flatMap(({ successor, on }) => (successor ? [[successor, on] as const] : [])),
  );

/** A live token belongs to production wherever it stands. */
function environmentsOf({ environments = [], places }: InventoryToken, pathOf: (path: string) => string): string[] {
  const named = places.flatMap(({ path }) => environmentOf(pathOf(path)) ?? []);
  return [...new Set([...environments, ...named])].sort();
}

function ownerOf({ places }: InventoryToken, owners: Owners): string | undefined {
  const [owner] = places.flatMap(({ path }) => owners(path) ?? []);
  return owner;
}

/** @param since when it was first seen in git, else when it took the place of another */
const ageOf = (since: string | undefined, now: Date): number | undefined =>
  since === undefined ? undefined : Math.max(0, daysSince(since, now));

/** @returns undefined where nothing is known by which it could be */
function isOverdue(
  { ageDays, rotateBy }: InventoryToken,
  entry: LedgerEntry | undefined,
  { policy, now }: Pick<Standard, "policy" | "now">,
): boolean | undefined {
  const days = [rotateBy, entry?.deadline].filter((day) => day !== undefined);
  if (days.some((day) => isOver(day, now))) return true;
  if (ageDays !== undefined) return ageDays > policy.maxAgeDays;
  return days.length > 0 ? false : undefined;
}
