/** Finds values that a sensitive name is given to, whatever their format: the generic rules. */
import type { Suspicion } from "../finding.ts";
import { wholeChainFrom } from "../read/chain.ts";
import type { ScannedText } from "./text.ts";

/** `Bearer x`, `token x`: what stands before the value in a header. */
const SCHEME = /^(?:basic|bearer|token|digest|apikey|api-key|key|jwt|oauth|splunk)[ \t]+(?=\S)/i;

/** Looks at the assignment whose name holds `start`. */
export function detectAssigned(scanned: ScannedText, start: number): Suspicion[] {
  const assignment = scanned.assignmentAt(start);
  const nameClass = assignment && scanned.catalogue.classifyName(assignment.name);
  const rule = nameClass && scanned.catalogue.generic.get(nameClass);
  if (!rule) return [];
  const { name, relation } = assignment;
  return [assignment.value, ...assignment.more].map((value) => {
    const scheme = SCHEME.exec(scanned.text.slice(value.start, Math.min(value.end, value.start + 20)))?.[0].length ?? 0;
    const chain = value.quote?.length === 1 ? wholeChainFrom(scanned.text, value, scanned.form) : undefined;
    const span = { start: value.start + scheme, end: chain?.end ?? value.end };
    return {
      rule,
      span,
      confidence: rule.confidence,
      weight: 0,
      name,
      relation,
      ...(chain && { decoded: chain.text.slice(scheme) }),
      ...(value.quote && { quote: value.quote }),
    };
  });
}
