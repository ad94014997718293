/** Where a finding stands, counted from one, as people and most formats count. */
import type { AnyFinding } from "../engine/finding.ts";

export interface CountedPlace {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** Of the first character behind the value. */
  readonly endColumn: number;
}

export const placeOf = ({ range: { start, end } }: Pick<AnyFinding, "range">): CountedPlace => ({
  line: start.line + 1,
  column: start.character + 1,
  endLine: end.line + 1,
  endColumn: end.character + 1,
});
