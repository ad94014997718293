/** Days as people write them, YYYY-MM-DD, counted in UTC so that everybody counts the same. */

const DAY = 86_400_000;

export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

export const daysLater = (date: Date, days: number): string => dayOf(new Date(date.getTime() + days * DAY));

/** @returns the day, or undefined where the text is none: 2026-02-30 is none */
export function readDay(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && dayOf(date) === text ? text : undefined;
}
