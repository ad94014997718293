/** What an evidence report tells: the inventory with the accounts beside it, as far as anything is known, and never a value. */
import type { Range } from "../../engine/document.ts";
import type { InventoryToken } from "../../engine/inventory.ts";

/** A token with what its rule and the ledger say of it. */
export interface EvidenceToken extends InventoryToken {
  readonly risk: string;
  readonly pciDss: readonly string[];
  readonly cwe: readonly string[];
  /** The page where it is revoked. */
  readonly revoke?: string;
  readonly entry?: Decision;
}

/** What somebody decided, as the ledger has it. */
export interface Decision {
  readonly on: string;
  readonly by: string;
  readonly reason?: string;
  readonly link?: string;
  readonly owner?: string;
  readonly until?: string;
  readonly deadline?: string;
  readonly name?: string;
  readonly places?: readonly string[];
  readonly done?: readonly string[];
}

/** An entry of the ledger that accepts a token, wherever that is. */
interface Acceptance extends Decision {
  readonly fingerprint: string;
  readonly ruleId?: string;
}

/** A name by which code refers to a token. */
export interface EvidenceReference {
  readonly name: string;
  readonly status?: "defined" | "undefined" | "unused";
  readonly provider?: string;
  readonly places: readonly { readonly path: string; readonly range: Range }[];
}

/** A place that a comment accepts. */
export interface Suppressed {
  readonly path: string;
  readonly range: Range;
  readonly ruleId: string;
  /** As the comment has it, values masked. */
  readonly reason: string;
}

/** What the audit log came to. */
export interface LogFacts {
  readonly entries: number;
  readonly writers: number;
  readonly whole: boolean;
  /** How often each deed was done. */
  readonly deeds: Readonly<Record<string, number>>;
  /** ISO 8601. */
  readonly first?: string;
  readonly last?: string;
}

export interface Evidence {
  /** Of Tokenward. */
  readonly version: string;
  /** Which rules looked: how many, and the beginning of a hash of all of them. */
  readonly rules: { readonly count: number; readonly mark: string };
  readonly made: Date;
  /** Of the folder. */
  readonly project: string;
  readonly commit?: string;
  readonly policy: { readonly maxAgeDays: number; readonly expiryWarningDays: number };
  /** Whether all files were looked at. */
  readonly complete: boolean;
  readonly tokens: readonly EvidenceToken[];
  readonly references: readonly EvidenceReference[];
  readonly acceptances: readonly Acceptance[];
  readonly suppressed: readonly Suppressed[];
  /** Absent where there are no accounts. */
  readonly log?: LogFacts;
  readonly unusual: readonly { readonly ruleId: string; readonly message: string }[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

export const DISCLAIMER =
  "“Relates to” names the requirements that a finding bears on. It does not say that one is violated or, where nothing was found, that one is met: that is for an assessor to judge. PCI DSS speaks of passwords of application and system accounts, and of keys that protect stored account data; other tokens are listed by analogy. The list holds what files, git and the accounts of this project tell; vaults, clouds and issuers were not asked.";

/** A requirement of PCI DSS 4.0.1, with the tokens that it relates to. */
export interface Relation {
  readonly id: string;
  /** In our own words. */
  readonly about: string;
  readonly tokens: number;
  readonly accepted: number;
  readonly closed: number;
}

/** In the order of the standard. */
export function relationsOf({ tokens }: Pick<Evidence, "tokens">): Relation[] {
  const inOrder = new Intl.Collator("en", { numeric: true });
  const ids = [...new Set(tokens.flatMap(({ pciDss }) => pciDss))].sort(inOrder.compare);
  return ids.map((id) => {
    const related = tokens.filter(({ pciDss }) => pciDss.includes(id));
    const inState = (...states: string[]): number => related.filter(({ state }) => states.includes(state)).length;
    return {
      ...{ id, about: ABOUT[id] ?? "", tokens: related.length },
      ...{ accepted: inState("accepted"), closed: inState("revoked") },
    };
  });
}

/** Paraphrases; the standard's own words are its own. */
const ABOUT: Readonly<Record<string, string>> = {
  "2.2.2": "Defaults of vendors are changed",
  "2.2.7": "Administrative access is encrypted",
  "3.5.1": "Account numbers are unreadable where stored",
  "3.6.1": "Keys that protect stored account data are protected",
  "3.6.1.2": "Secret keys are stored in secure forms",
  "3.6.1.4": "Keys lie in as few places as possible",
  "3.7.1": "Keys are generated strongly",
  "3.7.3": "Keys are stored securely",
  "3.7.4": "Keys change when their time is over",
  "3.7.5": "Weakened keys are retired and replaced",
  "4.2.1": "Account numbers travel encrypted",
  "6.2.4": "Common attacks are prevented in own software",
  "6.5.3": "Production is kept apart from what comes before it",
  "6.5.5": "No live account numbers before production",
  "6.5.6": "Test accounts are gone before production",
  "7.2.5": "Accounts of applications have the least privilege",
  "8.2.2": "Shared credentials are an exception",
  "8.3.2": "Authentication factors are unreadable in transit and at rest",
  "8.3.11": "Authentication factors are not shared",
  "8.6.2": "Passwords of application and system accounts are not hardcoded",
  "8.6.3": "Those passwords change, periodically and when they may be known",
  "10.2.1.2": "Administrative actions are logged",
  "10.3.2": "Logs are protected from change",
  "10.3.4": "Changes of logs are noticed",
  "12.3.1": "Risks that are accepted are analysed",
};

/** How a decision is told: by whom, when, why, until when. */
export function decisionInWords({ by, on, reason, until, deadline, owner, link }: Decision): string {
  const said = [
    `${by} on ${on.slice(0, 10)}`,
    reason,
    owner && `owner ${owner}`,
    until && `until ${until}`,
    deadline && `old value until ${deadline}`,
    link,
  ];
  return said.filter(Boolean).join("; ");
}

/** "a.ts:3", lines from 1. */
export const spotOf = ({ path, range }: { readonly path: string; readonly range: Range }): string =>
  `${path}:${range.start.line + 1}`;

/** What is known of a token beside its name: expiry, age, scope, environments, git. */
export function factsOf(token: EvidenceToken): string[] {
  const { expires, ageDays, overdue, scope, environments = [], owner, firstSeen, authors, removed, inHistory } = token;
  const said = [
    expires && `expires ${expires.slice(0, 10)}`,
    ageDays !== undefined && `${ageDays} days old`,
    overdue && "overdue",
    scope,
    environments.join(", "),
    owner && `owner ${owner}`,
    firstSeen && `in git since ${firstSeen.date.slice(0, 10)}`,
    authors !== undefined && authors > 1 && `${authors} authors`,
    removed && `removed ${removed.date.slice(0, 10)}`,
    inHistory === false && "not in git",
  ];
  return said.filter((each): each is string => typeof each === "string" && each !== "");
}
