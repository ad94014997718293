/** Shows the scores of scanners as a table in Markdown. */
import type { Score } from "./score.ts";

export interface Measured {
  readonly name: string;
  readonly version: string;
  readonly seconds: number;
  readonly score: Score;
}

/** @param share from 0 to 1 @returns in percent with one decimal, "-" where there is nothing to tell */
export const percent = (share: number | undefined): string => (share === undefined ? "-" : (share * 100).toFixed(1));

/** One row a scanner, in the order given. */
export function comparisonTable(scanners: readonly Measured[]): string {
  return markdownTable(
    ["scanner", "tokens and keys", "passwords", "precision", "known formats", "seconds"],
    scanners.map(({ name, version, seconds, score }) => [
      `${name} ${version}`,
      percent(score.tokensAndKeys),
      percent(score.passwords),
      percent(score.precision),
      percent(score.formats),
      seconds.toFixed(0),
    ]),
  );
}

/** A table whose first column is text and whose others are numbers. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, column) => (column === 0 ? "---" : "---:"));
  return [head, rule, ...rows].map(line).join("\n");
}
