/** Finds values that a sensitive name is given to, whatever their format: the generic rules. */
import type { Suspicion } from "../finding.ts";
import type { ScannedText } from "./text.ts";

/** Looks at the assignment whose name holds `start`. */
export function detectAssigned(scanned: ScannedText, start: number): Suspicion | undefined {
  const assignment = scanned.assignmentAt(start);
  const nameClass = assignment && scanned.catalogue.classifyName(assignment.name);
  const rule = nameClass && scanned.catalogue.generic.get(nameClass);
  if (!rule) return undefined;
  const { value, name } = assignment;
  return { rule, span: { start: value.start, end: value.end }, confidence: rule.confidence, name, ...(value.quote && { quote: value.quote }) };
}
