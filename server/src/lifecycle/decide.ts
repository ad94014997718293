/** What somebody decides of a token, as a deed of the accounts: rotated, revoked, accepted, one place done, the entry out. */
import type { Deed } from "./account.ts";
import { daysLater, readDay } from "./dates.ts";
import type { LedgerEntry } from "./ledger.ts";

export interface Decision {
  readonly fingerprint: string;
  readonly state: "rotated" | "revoked" | "accepted";
  readonly ruleId?: string;
  readonly reason?: string;
  /** YYYY-MM-DD: the end of an acceptance, the deadline of a rotation. */
  readonly until?: string;
  readonly owner?: string;
  /** An address: https only. */
  readonly link?: string;
  /** Where the token stands, relative to the root of the accounts. */
  readonly places?: readonly string[];
  /** What took its place, where that is known. */
  readonly successor?: Pick<LedgerEntry, "successor" | "name" | "provider" | "keptAs">;
}

/** Why a decision cannot be written. */
export type Refusal = "no-day" | "no-reason" | "no-end" | "no-link";

/** The old value of a rotated token may be in use for so many days more. */
export const OVERLAP = 7;

/** @returns undefined where it can be written */
export function refusalOf({ state, reason, until, link }: Decision): Refusal | undefined {
  if (until !== undefined && !readDay(until)) return "no-day";
  if (state === "accepted" && !reason?.trim()) return "no-reason";
  if (state === "revoked" && until !== undefined) return "no-end";
  return link !== undefined && !/^https:\/\/\S+$/.test(link) ? "no-link" : undefined;
}

/**
 * @param decision one that `refusalOf` lets through
 * @param before the token's entry, whose places hold where nobody knows any now
 */
export function deedOf(decision: Decision, before: LedgerEntry | undefined, now: Date): Deed {
  const { fingerprint, state, reason, until, owner, link, successor } = decision;
  const ruleId = decision.ruleId ?? before?.ruleId;
  const places = decision.places?.length ? [...new Set(decision.places)].sort() : before?.places;
  const last = state === "rotated" ? { deadline: until ?? daysLater(now, OVERLAP) } : until ? { until } : undefined;
  const told = { ...(ruleId && { ruleId }), ...(reason && { reason }), ...(link && { link }) };
  // What it was rotated to stays known when it is revoked.
  const followed = successor ?? (state === "revoked" ? successorOf(before) : {});
  return {
    action: state,
    ...told,
    ...(successor?.name && { name: successor.name }),
    ...(successor?.provider && { provider: successor.provider }),
    ...(until && { until }),
    state: {
      fingerprint,
      state,
      ...told,
      ...followed,
      ...(owner && { owner }),
      ...last,
      ...(places?.length && { places }),
    },
  };
}

const successorOf = ({ successor, name, provider, keptAs }: Partial<LedgerEntry> = {}) => ({
  ...(successor && { successor }),
  ...(name && { name }),
  ...(provider && { provider }),
  ...(keptAs && { keptAs }),
});

/** @returns undefined where the token is not rotated, or does not stand there */
export function doneDeed(entry: LedgerEntry | undefined, path: string): Deed | undefined {
  if (entry?.state !== "rotated" || !entry.places?.includes(path)) return undefined;
  const { on: _, by: __, replaces: ___, ...kept } = entry;
  const done = [...new Set([...(entry.done ?? []), path])].sort();
  return { action: "done", fingerprint: entry.fingerprint, path, state: { ...kept, done } };
}

/** The old value's name in the store is no more: the entry forgets it. */
export function forgottenDeed({ on: _, by: __, replaces: ___, keptAs, ...kept }: LedgerEntry): Deed {
  return {
    action: "removed",
    fingerprint: kept.fingerprint,
    ...(keptAs && { name: keptAs }),
    ...(kept.provider && { provider: kept.provider }),
    state: kept,
  };
}
