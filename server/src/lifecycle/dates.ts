/** Days as people write them, YYYY-MM-DD, counted in UTC so that everybody counts the same. */

const DAY = 86_400_000;

export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

export const daysLater = (date: Date, days: number): string => dayOf(new Date(date.getTime() + days * DAY));

/** Whole days from then to now; below 0 where it is still to come. @param then ISO 8601 */
export const daysSince = (then: string, now: Date): number => Math.floor((now.getTime() - Date.parse(then)) / DAY);

/** Whether a last day has passed. @param until YYYY-MM-DD; the day itself still counts */
export const isOver = (until: string, now: Date): boolean => dayOf(now) > until;

/** @returns the day, or undefined where the text is none: 2026-02-30 is none */
export function readDay(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && dayOf(date) === text ? text : undefined;
}
