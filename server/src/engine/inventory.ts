/** The inventory: one entry a token, with all its places; and the references that already stand where a token would. */
import type { Range } from "./document.ts";
import type { HandlingFinding, ShownFinding } from "./finding.ts";
import { type Confidence, confidences, type Severity, severities } from "./rule.ts";

type TokenState = "found" | "moved" | "rotated" | "revoked" | "accepted";

/** A commit, by what git says of it. */
export interface CommitFacts {
  readonly commit: string;
  readonly author: string;
  /** ISO 8601. */
  readonly date: string;
}

/** One location of a token. */
export interface Place {
  readonly path: string;
  readonly range: Range;
  readonly kind: "hardcoded" | "store" | "reference" | "history";
  /** The finding that stands there. */
  readonly id: string;
}

/** One token with all its places; absent fields are not known. */
export interface InventoryToken {
  readonly fingerprint: string;
  readonly ruleId: string;
  readonly issuer: string;
  readonly title: string;
  readonly masked: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly state: TokenState;
  readonly expires?: string;
  /** The day by which a note says that it is to be replaced. */
  readonly rotateBy?: string;
  readonly tracked?: boolean;
  /** Where its places belong: `development`, `production` ... */
  readonly environments?: readonly string[];
  /** What it may do, as far as its format tells: `classic`, `live` ... */
  readonly scope?: string;
  readonly owner?: string;
  readonly firstSeen?: CommitFacts;
  /** The commit that took it out of the last file; absent where HEAD holds it. */
  readonly removed?: CommitFacts;
  /** How many people wrote it into a file. */
  readonly authors?: number;
  /** Whether a commit holds it, also where no file does any more. */
  readonly inHistory?: boolean;
  readonly ageDays?: number;
  /** Whether it is older, or kept for longer, than the team's policy or a date beside it allows. */
  readonly overdue?: boolean;
  readonly places: readonly Place[];
}

/** What a change of files does to a finding; `history`: it came and went within the change, and its commits hold it. */
export type Change = "added" | "removed" | "history";

/** What git tells of a finding that was looked for with it; absent fields are not known. */
interface ToldByGit {
  /** Where a change was scanned: what it does to the finding. */
  readonly change?: Change;
  /** Where the history was scanned: since when the file held it, and until when. */
  readonly history?: Presence;
}

/** When a token came and went. */
export interface Presence {
  /** The commit that brought it first. */
  readonly firstSeen: CommitFacts;
  /** The commit that took it away last; absent where HEAD holds it, or no commit did. */
  readonly removed?: CommitFacts;
}

/** A finding with its fingerprint in the place of its value. */
export interface FingerprintedFinding extends ToldByGit {
  readonly finding: ShownFinding;
  readonly fingerprint: string;
  /** Whether git has the file; absent where that is not known. */
  readonly tracked?: boolean;
  /** The team's baseline has it. */
  readonly known?: true;
}

/** A finding as a scan tells it; those of handling rules hold no value, and have no fingerprint. */
export type ReportedFinding =
  | FingerprintedFinding
  | (ToldByGit & { readonly finding: HandlingFinding; readonly fingerprint?: never; readonly known?: true });

export const isOfToken = (reported: ReportedFinding): reported is FingerprintedFinding =>
  reported.finding.kind === "token";

/** Joins findings by fingerprint: the gravest first, then by title and first place. */
export function buildInventory(found: readonly FingerprintedFinding[]): InventoryToken[] {
  const groups = new Map<string, FingerprintedFinding[]>();
  for (const entry of found) {
    const group = groups.get(entry.fingerprint);
    if (group) group.push(entry);
    else groups.set(entry.fingerprint, [entry]);
  }
  return [...groups.values()].map(toToken).sort(byGravity);
}

function toToken(group: readonly FingerprintedFinding[]): InventoryToken {
  const [lead, ...rest] = [...group].sort((a, b) => byRank(a.finding, b.finding)) as [
    FingerprintedFinding,
    ...FingerprintedFinding[],
  ];
  const { ruleId, issuer, title, masked, severity, confidence } = lead.finding;
  const tracked = [lead, ...rest].map((entry) => entry.tracked).filter((known) => known !== undefined);
  return {
    fingerprint: lead.fingerprint,
    ruleId,
    issuer,
    title,
    masked,
    severity,
    confidence,
    state: "found",
    ...(lead.finding.expires && { expires: lead.finding.expires }),
    ...toldOf([lead, ...rest]),
    ...(tracked.length > 0 && { tracked: tracked.includes(true) }),
    places: [lead, ...rest]
      .map(
        ({ finding: { path, range, id }, history }): Place => ({
          path,
          range,
          id,
          kind: history ? "history" : "hardcoded",
        }),
      )
      .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.range.start.line - b.range.start.line)),
  };
}

/** Of several notes the earliest day counts. */
function toldOf(group: readonly FingerprintedFinding[]): Pick<InventoryToken, "scope" | "environments" | "rotateBy"> {
  const told = group.flatMap(({ finding }) => (finding.told ? [finding.told] : []));
  const scope = told.find((each) => each.scope)?.scope;
  const environments = [...new Set(told.flatMap(({ environment }) => (environment ? [environment] : [])))];
  const [rotateBy] = told.flatMap((each) => (each.rotateBy ? [each.rotateBy] : [])).sort();
  return {
    ...(scope && { scope }),
    ...(environments.length > 0 && { environments }),
    ...(rotateBy && { rotateBy }),
  };
}

interface Ranked {
  readonly severity: Severity;
  readonly confidence: Confidence;
}

const byRank = (a: Ranked, b: Ranked): number =>
  severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
  confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence);

const byGravity = (a: InventoryToken, b: InventoryToken): number =>
  byRank(a, b) || a.title.localeCompare(b.title) || (a.places[0]!.path < b.places[0]!.path ? -1 : 1);
