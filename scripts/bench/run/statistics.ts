/** Figures that stand for many samples. */

/** @returns the middle one, or the mean of the two in the middle; NaN where there are none */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/**
 * The value below which this share of all lies, between two samples in proportion (type 7 of Hyndman and Fan, 1996).
 * @param share from 0 to 1
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}
