/** How many tokens there were, day by day: remembered in the workspace, counts only. Pure. */

export interface DayCount {
  /** ISO 8601, the day alone. */
  readonly day: string;
  readonly count: number;
}

/** Days that are remembered. */
const MOST = 90;

/** Today's count in the place of an earlier one of today. */
export function withToday(trend: readonly DayCount[], count: number, now: Date): readonly DayCount[] {
  const day = now.toISOString().slice(0, 10);
  return [...trend.filter((each) => each.day !== day), { day, count }].slice(-MOST);
}
