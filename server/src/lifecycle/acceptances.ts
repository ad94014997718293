/** What is wrong with the ledger's acceptances: they ended, never end, or are for tokens that are nowhere any more. */
import type { HandlingFinding } from "../engine/finding.ts";
import { daysSince, isOver } from "./dates.ts";
import { FOLDER, LEDGER } from "./files.ts";
import { findingOf, type Standard } from "./findings.ts";
import type { LedgerEntry } from "./ledger.ts";
import type { LifecycleRuleId } from "./rules.ts";

/** The ledger's path, relative to the root of the accounts. */
const LEDGER_PATH = `${FOLDER}/${LEDGER}`;

/**
 * At the ledger's own lines.
 * @param text of the ledger
 * @param present the fingerprints that the whole workspace holds; undefined where that is not known
 */
export function acceptanceFindings(
  text: string,
  present: ReadonlySet<string> | undefined,
  standard: Standard,
): HandlingFinding[] {
  const { ledger } = standard;
  if (!ledger) return [];
  const lines = text.split("\n");
  return [...ledger.entries.values()].flatMap((entry) => {
    const said = wrongWith(entry, present, standard);
    const line = ledger.lines.get(entry)!;
    return said ? [atLine(said[0], said[1], lines, line, standard)] : [];
  });
}

function wrongWith(
  { state, fingerprint, until, on, by, ruleId = "A token" }: LedgerEntry,
  present: ReadonlySet<string> | undefined,
  { now, policy }: Standard,
): readonly [LifecycleRuleId, string] | undefined {
  if (state !== "accepted") return undefined;
  const what = `${ruleId} ${fingerprint.slice(0, 12)}`;
  if (present && !present.has(fingerprint))
    return ["lifecycle/acceptance-unmatched", `${what} stands nowhere any more.`];
  if (until && isOver(until, now)) return ["lifecycle/acceptance-expired", `${what} was accepted until ${until}.`];
  if (!until && daysSince(on, now) > policy.maxAgeDays)
    return ["lifecycle/acceptance-stale", `${what} was accepted by ${by} on ${on.slice(0, 10)}, without an end.`];
  return undefined;
}

function atLine(
  id: LifecycleRuleId,
  message: string,
  lines: readonly string[],
  line: number,
  { hash }: Standard,
): HandlingFinding {
  const start = lines.slice(0, line).reduce((sum, before) => sum + before.length + 1, 0);
  const { length } = lines[line]!;
  return findingOf(id, message, {
    path: LEDGER_PATH,
    span: { start, end: start + length },
    range: { start: { line, character: 0 }, end: { line, character: length } },
    id: hash(`${lines[line]} ${id}`).slice(0, 32),
    excerpt: { text: lines[line]!.slice(0, 80), span: { start: 0, end: Math.min(length, 80) } },
  });
}
