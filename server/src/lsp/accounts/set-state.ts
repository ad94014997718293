/** Writes what somebody decided of a token into ledger and audit log. */
import * as l10n from "@vscode/l10n";
import { type Deed, record } from "../../lifecycle/account.ts";
import { deedOf, doneDeed, type Refusal, refusalOf } from "../../lifecycle/decide.ts";
import { isFingerprint, type Ledger } from "../../lifecycle/ledger.ts";
import type { SetStateParams, SetStateResult } from "../../protocol.ts";
import type { Session } from "../session.ts";
import { accountsAt, accountsChanged, refusal, requireLasting, standingOf } from "./where.ts";

/** @throws ResponseError in words for the person */
export async function setState(session: Session, params: SetStateParams): Promise<SetStateResult> {
  const { fingerprint, uri } = params;
  const { root } = await accountsAt(session, uri);
  if (!isFingerprint(fingerprint)) throw refusal(l10n.t("This token lies in no folder that accounts are kept for."));
  refuse(params);
  await requireLasting(session, root);
  const found = (await standingOf(session, root))(fingerprint);
  const { by, on } = await record(root, session.host, ({ entries }) => [decided(params, found, entries)]);
  accountsChanged(session);
  return { by, on };
}

function refuse({ state, ...params }: SetStateParams): void {
  if (state === "done" || state === "removed") return;
  const refused = refusalOf({ ...params, state });
  if (refused) throw refusal(words(refused, params.until));
}

function words(refused: Refusal, until = ""): string {
  if (refused === "no-day") return l10n.t("{0} is no day; write it as 2026-12-31", until);
  if (refused === "no-reason") return l10n.t("An acceptance needs a reason.");
  if (refused === "no-end") return l10n.t("A revoked token stays revoked.");
  return l10n.t("The link is an address that begins with https://.");
}

function decided(
  { state, ...params }: SetStateParams,
  found: { readonly ruleId?: string; readonly places: readonly string[] },
  entries: Ledger["entries"],
): Deed {
  const { fingerprint, reason, path = "" } = params;
  const before = entries.get(fingerprint);
  if (state === "removed") {
    if (!before) throw refusal(l10n.t("The ledger has no entry of this token any more."));
    return { action: "removed", fingerprint, ...(reason && { reason }), state: null };
  }
  if (state === "done") {
    const deed = doneDeed(before, path);
    if (!deed) throw refusal(l10n.t("{0} is not on the list of this rotation.", path));
    return deed;
  }
  return deedOf({ ...found, ...params, state }, before, new Date());
}
