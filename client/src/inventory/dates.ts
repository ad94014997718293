/** Days between now and a date. */

const DAY = 86_400_000;

/**
 * @param date ISO 8601
 * @returns whole days from now; less than none where the date has passed
 */
export const daysUntil = (date: string, now: Date = new Date()): number =>
  Math.floor((Date.parse(date) - now.getTime()) / DAY);
