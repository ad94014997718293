/** Tells the audit log of a value before the client shows or copies it out of its own document. */
import * as l10n from "@vscode/l10n";
import { record } from "../../lifecycle/account.ts";
import type { NoteSeenParams, NoteSeenResult } from "../../protocol.ts";
import { analyse } from "../analysis.ts";
import type { Session } from "../session.ts";
import { accountsAt, accountsChanged, ensureLasting, refusal } from "./where.ts";

/** @throws ResponseError with a sentence for the person; then nothing is to be shown */
export async function noteSeenValue(session: Session, { uri, id, action }: NoteSeenParams): Promise<NoteSeenResult> {
  const { folder, root } = await accountsAt(session, uri);
  const analysis = await analyse(session, uri);
  const finding = analysis?.findings.find((each) => each.id === id);
  if (!analysis || !finding) throw refusal(l10n.t("The token is no longer there."));
  await ensureLasting(session, root);
  const fingerprint = await session.fingerprints.of(finding, folder.root);
  const { ruleId } = finding;
  await record(root, session.host, () => [{ action, fingerprint, ruleId, path: analysis.location.path }]);
  accountsChanged(session);
  return { range: finding.range, version: analysis.version };
}
