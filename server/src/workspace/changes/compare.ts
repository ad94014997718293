/** Compares what was found before a change with what is found after it. */
import type { Change, ReportedFinding } from "../../engine/inventory.ts";

/** Equal for the same value under the same rule, wherever it stands; a handling rule's finding is told by its line. */
const keyOf = ({ finding, fingerprint }: ReportedFinding): string =>
  `${finding.ruleId} ${fingerprint ?? finding.excerpt.text}`;

/** What one file has more and less, in the order of their places: a finding that only moved within the file is neither. */
export function compareFindings(
  before: readonly ReportedFinding[],
  after: readonly ReportedFinding[],
): { readonly added: ReportedFinding[]; readonly removed: ReportedFinding[] } {
  // A line that stands as it stood is the same one; of equal values on other lines the first stay.
  const byLine = unmatched(before, after, (each) => `${keyOf(each)} ${each.finding.excerpt.text}`);
  const rest = unmatched(byLine.before, byLine.after, keyOf);
  return { added: marked(rest.after, "added"), removed: marked(rest.before, "removed") };
}

const marked = (found: readonly ReportedFinding[], change: Change): ReportedFinding[] =>
  found.map((each) => ({ ...each, change }));

function unmatched(
  before: readonly ReportedFinding[],
  after: readonly ReportedFinding[],
  key: (each: ReportedFinding) => string,
) {
  const waiting = new Map<string, ReportedFinding[]>();
  for (const each of before) waiting.set(key(each), [...(waiting.get(key(each)) ?? []), each]);
  const added = after.filter((each) => waiting.get(key(each))?.shift() === undefined);
  const left = new Set([...waiting.values()].flat());
  return { before: before.filter((each) => left.has(each)), after: added };
}
