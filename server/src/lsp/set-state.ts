/** Writes what somebody decided of a token into ledger and audit log. */
import * as l10n from "@vscode/l10n";
import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { type Deed, record } from "../lifecycle/account.ts";
import { daysLater, readDay } from "../lifecycle/dates.ts";
import { isFingerprint } from "../lifecycle/ledger.ts";
import { makeSalt, needsSalt } from "../lifecycle/salt.ts";
import type { SetStateParams, SetStateResult } from "../protocol.ts";
import { isElsewhere } from "./address.ts";
import { everythingChanged } from "./changes.ts";
import type { Session } from "./session.ts";

/** The old value of a rotated token may be in use for so many days more. */
const OVERLAP = 7;

/** @throws ResponseError in words for the person */
export async function setState(session: Session, params: SetStateParams): Promise<SetStateResult> {
  if (!session.trusted) throw refusal(l10n.t("Accounts are kept in trusted workspaces only."));
  const { root: folder } = session.folders.locate(params.uri).folder ?? {};
  if (folder === undefined || !isFingerprint(params.fingerprint))
    throw refusal(l10n.t("This token lies in no folder that accounts are kept for."));
  if (isElsewhere(folder))
    throw refusal(l10n.t("Accounts are kept where the files are: open the folder on its machine."));
  const { root } = await session.ledgers.of(folder);
  // A new salt makes new fingerprints, and this one would be void.
  if (await needsSalt(root, session.host)) {
    await makeSalt(root, session.host);
    session.fingerprints.reset();
    everythingChanged(session);
    throw refusal(l10n.t("Tokenward made .tokenward/salt, which fingerprints need to last. Try again."));
  }
  const { by, on } = await record(root, session.host, () => [deedOf(params)]);
  session.ledgers.invalidate();
  everythingChanged(session);
  return { by, on };
}

function deedOf({ fingerprint, state, ruleId, reason, until, owner, paths }: SetStateParams): Deed {
  if (until !== undefined && !readDay(until)) throw refusal(l10n.t("{0} is no day; write it as 2026-12-31", until));
  if (state === "accepted" && !reason?.trim()) throw refusal(l10n.t("An acceptance needs a reason."));
  const told = { ruleId, ...(reason && { reason }) };
  const last =
    state === "rotated" ? { deadline: until ?? daysLater(new Date(), OVERLAP) } : until ? { until } : undefined;
  const places = { places: [...new Set(paths)].sort() };
  return {
    action: state,
    ...told,
    ...(until && { until }),
    state: { fingerprint, state, ...told, ...(owner && { owner }), ...last, ...places },
  };
}

const refusal = (message: string): ResponseError<void> => new ResponseError(LSPErrorCodes.RequestFailed, message);
