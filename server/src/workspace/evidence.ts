/** Gathers what an evidence report tells beside the tokens: references, what was accepted and why, the accounts, which rules looked. */
import type { Catalogue } from "../engine/catalogue.ts";
import type { References } from "../engine/fix/index.ts";
import { scan } from "../engine/index.ts";
import type { InventoryToken } from "../engine/inventory.ts";
import { riskOf } from "../engine/rule.ts";
import { type AccountHost, recordsOf } from "../lifecycle/account.ts";
import type { Hash } from "../lifecycle/hash.ts";
import { type Ledger, type LedgerEntry, readLedger } from "../lifecycle/ledger.ts";
import type { Policy } from "../lifecycle/policy.ts";
import { entriesOf, readAccounts } from "../lifecycle/read.ts";
import { type Accounts, verify } from "../lifecycle/verify.ts";
import {
  type Decision,
  type Evidence,
  type EvidenceFormat,
  type EvidenceToken,
  evidenceIn,
  type LogFacts,
  type Suppressed,
} from "../report/evidence/index.ts";
import { decode } from "./decode.ts";
import { type PlanRequest, plan as planned } from "./plan.ts";
import { referencesIn } from "./reads.ts";
import { isToScan } from "./result.ts";
import { Turns } from "./turns.ts";

export interface EvidenceRequest
  extends Pick<Evidence, "version" | "complete" | "unusual" | "skipped" | "project" | "commit"> {
  /** With the paths that they are to be shown with. */
  readonly tokens: readonly InventoryToken[];
  /** The files that are looked at once more, for references and comments. */
  readonly plans: readonly EvidencePlan[];
  /** Of the accounts, absolute. */
  readonly root: string;
  readonly policy: Policy;
}

export interface EvidencePlan {
  /** Absolute: its code and its stores count. */
  readonly folder: string;
  /** Which of its files are looked at for comments. */
  readonly plan: PlanRequest;
  /** How a path relative to the folder is shown. */
  shown(path: string): string;
}

export interface EvidenceTools {
  readonly host: AccountHost;
  readonly catalogue: Catalogue;
  readonly references: References;
}

/** @throws Error where others write the accounts for too long */
export async function gatherEvidence(request: EvidenceRequest, tools: EvidenceTools): Promise<Evidence> {
  const { tokens, plans, root, ...rest } = request;
  const { hash } = recordsOf(tools.host);
  const accounts = await readAccounts(root, tools.host);
  const ledger = accounts && readLedger(accounts.ledger, hash);
  const { references, suppressed } = await placesIn(plans, tools);
  const kept = new Set([...(ledger?.entries.values() ?? [])].map(({ keptAs }) => keptAs));
  return {
    ...rest,
    made: new Date(),
    rules: rulesOf(tools.catalogue, hash),
    tokens: tokens.map((token) => withRule(token, tools.catalogue, ledger)),
    references: references.filter(({ name }) => !kept.has(name)),
    suppressed,
    acceptances: [...(ledger?.entries.values() ?? [])]
      .filter(({ state }) => state === "accepted")
      .map((entry) => ({
        fingerprint: entry.fingerprint,
        ...(entry.ruleId && { ruleId: entry.ruleId }),
        ...decisionOf(entry),
      })),
    ...(accounts && { log: logOf(accounts, hash) }),
  };
}

/** The report as it is written. */
export const evidenceText = (format: EvidenceFormat, evidence: Evidence, catalogue: Catalogue): string =>
  evidenceIn(format, evidence, (id) => catalogue.anyRule(id));

function withRule(token: InventoryToken, catalogue: Catalogue, ledger: Ledger | undefined): EvidenceToken {
  const rule = catalogue.rule(token.ruleId);
  const entry = ledger?.entries.get(token.fingerprint);
  return {
    ...token,
    risk: rule ? riskOf(rule) : "",
    pciDss: rule?.pciDss ?? [],
    cwe: rule?.cwe ?? [],
    ...(rule?.revoke && { revoke: rule.revoke }),
    ...(entry && { entry: decisionOf(entry) }),
  };
}

/** Absent fields stay absent. */
function decisionOf({ on, by, reason, link, owner, until, deadline, name, places, done }: LedgerEntry): Decision {
  const facts = { on, by, reason, link, owner, until, deadline, name, places, done };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as unknown as Decision;
}

function logOf(accounts: Accounts, hash: Hash): LogFacts {
  const { breaches, entries, writers } = verify(accounts, hash);
  const all = entriesOf(accounts, hash);
  const times = all.map(({ at }) => at).sort();
  const deeds: Record<string, number> = {};
  for (const { action } of all) deeds[action] = (deeds[action] ?? 0) + 1;
  const [first, last] = [times[0], times.at(-1)];
  return { entries, writers, whole: breaches.length === 0, deeds, ...(first && last && { first, last }) };
}

/** Two catalogues with one mark look for the same. */
function rulesOf({ rules, handling, told: others }: Catalogue, hash: Hash): Evidence["rules"] {
  const lines = rules.map(({ id, severity, confidence, pattern }) =>
    [id, severity, confidence, pattern.source].join(" "),
  );
  return {
    count: rules.length + handling.rules.length + others.length,
    mark: hash(lines.sort().join("\n")).slice(0, 12),
  };
}

async function placesIn(
  plans: readonly EvidencePlan[],
  tools: EvidenceTools,
): Promise<Pick<Evidence, "references" | "suppressed">> {
  const references = new Map<string, Evidence["references"][number]>();
  const suppressed: Suppressed[] = [];
  for (const { plan, folder, shown } of plans) {
    suppressed.push(...(await acceptedBy(plan, shown, tools)));
    const { configs } = plan;
    for (const reference of await referencesIn(folder, tools.host, { ...tools, ...(configs && { configs }) })) {
      const known = references.get(reference.name);
      const places = reference.places.map((place) => ({ ...place, path: shown(place.path) }));
      references.set(reference.name, { ...reference, places: [...(known?.places ?? []), ...places] });
    }
  }
  return { references: [...references.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), suppressed };
}

/** What any comment that accepts a finding holds. */
const MARKS = /tokenward-ignore|leaks:allow|pragma:|trufflehog:ignore|secretlint-disable/;

async function acceptedBy(
  plan: PlanRequest,
  shown: (path: string) => string,
  { host, catalogue }: EvidenceTools,
): Promise<Suppressed[]> {
  const read = host.files.reader();
  const turns = new Turns();
  const accepted: Suppressed[] = [];
  for await (const file of planned(plan, host.files)) {
    if (turns.isOver) await turns.next();
    if (!isToScan(file)) continue;
    const bytes = read(file.path);
    const decoded = bytes && decode(bytes);
    if (!decoded || !("text" in decoded) || !MARKS.test(decoded.text)) continue;
    const path = shown(file.name);
    for (const { ruleId, range, verdict } of scan({ path, text: decoded.text }, catalogue).dismissals)
      if (verdict.judge === "suppression") accepted.push({ path, range, ruleId, reason: told(verdict.reason) });
  }
  return accepted;
}

const told = (reason: string): string => reason.replace(/^a comment accepts it: /, "");
