/** What the ledger says of an open document: which findings it leaves out, and what is wrong with the lives of others. */
import { applyLevels } from "../config/levels.ts";
import type { HandlingFinding } from "../engine/finding.ts";
import { acceptanceFindings } from "../lifecycle/acceptances.ts";
import { isAccepted, lifecycleFindings, type Standard } from "../lifecycle/findings.ts";
import { policyOf } from "../lifecycle/policy.ts";
import { madeBy } from "../lifecycle/tokens.ts";
import type { Analysis } from "./analysis.ts";
import { isLedger } from "./ledgers.ts";
import type { Session } from "./session.ts";

/** What the ledger makes of a document's findings. */
export interface Life {
  /** Ids of findings that are left out. */
  readonly accepted: ReadonlySet<string>;
  readonly findings: readonly HandlingFinding[];
}

/**
 * Fingerprints that take long are not waited for: the document is told of again when they are made.
 * @returns nothing for documents in no folder
 */
export async function lifeOf(session: Session, analysis: Analysis): Promise<Life> {
  const accepted = new Set<string>();
  const folder = analysis.location.folder?.root;
  const standard = folder === undefined ? undefined : await standardOf(session, analysis, folder);
  if (folder === undefined || !standard) return { accepted, findings: [] };
  const said: HandlingFinding[] = [];
  for (const finding of analysis.findings) {
    const fingerprint = await fingerprintOf(session, analysis, finding, folder, standard);
    if (isAccepted(fingerprint, standard)) accepted.add(finding.id);
    said.push(...lifecycleFindings({ finding, fingerprint }, standard));
  }
  if (isLedger(analysis.location.path))
    said.push(...acceptanceFindings(analysis.document.text, present(session), standard));
  const { levels } = await session.configs.of(analysis.location);
  return { accepted, findings: applyLevels(said, levels) };
}

async function standardOf(session: Session, analysis: Analysis, folder: string): Promise<Standard | undefined> {
  const { records } = session.host;
  if (!records) return undefined;
  const { ledger } = await session.ledgers.of(folder);
  const configs = await session.configs.for(analysis.location);
  const [made, facts] = [madeBy(ledger), session.histories.of(folder)];
  const since = (fingerprint: string): string | undefined =>
    facts?.get(fingerprint)?.firstSeen.date ?? made.get(fingerprint);
  return { ledger, policy: policyOf(configs), now: new Date(), hash: records.hash, since };
}

/** Empty, and so in no ledger, where there is nothing to look up or it is not made yet. */
async function fingerprintOf(
  session: Session,
  { uri }: Analysis,
  finding: Analysis["findings"][number],
  folder: string,
  { ledger, policy }: Standard,
): Promise<string> {
  const isAsked = (ledger?.entries.size ?? 0) > 0 || (policy.limitsAge && session.histories.of(folder));
  if (!isAsked) return "";
  return (await session.fingerprints.soon(finding, folder, () => session.onNews(uri))) ?? "";
}

/** Undefined until all files were scanned. */
function present({ disk }: Session): ReadonlySet<string> | undefined {
  return disk.complete
    ? new Set(disk.all.flatMap(({ found }) => found.map(({ fingerprint }) => fingerprint)))
    : undefined;
}
