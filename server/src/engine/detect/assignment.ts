/** Finds values that a sensitive name is given to, whatever their format: the generic rules. */
import type { Suspicion } from "../finding.ts";
import type { NameClassifier } from "../names.ts";
import { wholeChainFrom } from "../read/chain.ts";
import type { Assignment, Literal, Relation } from "../read/facts.ts";
import type { TokenRule } from "../rule.ts";
import { credentialsAt } from "./credentials.ts";
import type { ScannedText } from "./text.ts";

/** `Bearer x`, `token x`: what stands before the value in a header. */
const SCHEME = /^(?:basic|bearer|token|digest|apikey|api-key|key|jwt|oauth|splunk)[ \t]+(?=\S)/i;

/** In these no mere label stands behind the name of a password or secret. */
const places: ReadonlySet<Relation> = new Set(["compared", "pair", "called", "flag", "query"]);
const SECRET = /secret|credential/i;

/** `auth`, `_auth`, `Authorization`: their values may be Basic credentials. */
const BASIC = /(?:^|[^a-z])(?:auth(?:orization)?)$/i;

/** Looks at the assignment whose name holds `start`. */
export function detectAssigned(scanned: ScannedText, start: number): Suspicion[] {
  const assignment = scanned.assignmentAt(start);
  const nameClass = assignment && scanned.catalogue.classifyName(subjectOf(assignment));
  const rule = nameClass && scanned.catalogue.generic.get(nameClass);
  if (!rule) return [];
  return [assignment.value, ...assignment.more].map((value) => suspicionOf(scanned, rule, assignment, value));
}

/** What a call names is its method: `salt.utils.to_bytes("x")` is about bytes. */
const subjectOf = ({ name, relation }: Assignment): string =>
  relation === "argument" ? name.slice(name.lastIndexOf(".") + 1) : name;

/** False where no assignment to the name is one of a token: the name alone tells, before the assignment is read. */
export const mayNameToken = (name: string, classify: NameClassifier): boolean =>
  [name, name.slice(name.lastIndexOf(".") + 1)].some((subject) => classify(subject) !== undefined);

function suspicionOf(scanned: ScannedText, rule: TokenRule, { name, relation }: Assignment, value: Literal): Suspicion {
  const { text, form } = scanned;
  const scheme = SCHEME.exec(text.slice(value.start, Math.min(value.end, value.start + 20)))?.[0].length ?? 0;
  const chain = value.quote?.length === 1 ? wholeChainFrom(text, value, form) : undefined;
  const span = { start: value.start + scheme, end: chain?.end ?? value.end };
  const isPlace = places.has(relation) && (rule.chosen || SECRET.test(name));
  const encoding = !chain && BASIC.test(name) ? credentialsAt(text, span) : undefined;
  return {
    rule,
    span,
    ...(encoding && { encoding }),
    confidence: rule.confidence,
    weight: 0,
    name,
    relation,
    ...(isPlace && { place: "credential" as const }),
    ...(chain && { decoded: chain.text.slice(scheme) }),
    ...(value.quote && { quote: value.quote }),
  };
}
