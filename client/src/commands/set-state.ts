/** Asks what there is to know of a decision on a token, and has the server write it into ledger and audit log. */
import * as vscode from "vscode";
import {
  type ForgetOldParams,
  type ForgetOldResult,
  forgetOld,
  type ProtocolToken,
  type SetStateParams,
  type SetStateResult,
  setState,
} from "../../../server/src/protocol.ts";
import type { InventoryStore } from "../inventory/store.ts";
import type { Server } from "../server.ts";
import { ask, askDay } from "./questions.ts";
import { type Subject, subjectOf } from "./subject.ts";

type Answers = Pick<SetStateParams, "reason" | "until" | "owner" | "link" | "path">;

/** @param argument an entry of the tree, or what a code action gives */
export async function markRevoked(argument: unknown, store: InventoryStore, server: Server): Promise<void> {
  const subject = await subjectOf(argument, store, ({ state }) => state !== "revoked");
  if (!subject) return;
  const title = vscode.l10n.t("Mark Revoked");
  const reason = await ask(title, vscode.l10n.t("Why, for whoever reads it later (optional)"));
  if (reason === undefined) return;
  const link = await ask(title, vscode.l10n.t("Where more is told: a ticket, a page of the issuer (optional)"), {
    validateInput: (text) =>
      text === "" || /^https:\/\/\S+$/.test(text) ? undefined : vscode.l10n.t("It begins with https://"),
  });
  if (link === undefined) return;
  const answers = { ...(reason && { reason }), ...(link && { link }) };
  if (!(await write(server, subject, "revoked", answers))) return;
  await offerForgetting(server, subject);
  await offerRevocation(subject.token);
}

/** @param argument an entry of the tree, or what a code action gives */
export async function markRotated(argument: unknown, store: InventoryStore, server: Server): Promise<void> {
  const subject = await subjectOf(argument, store);
  if (!subject) return;
  const until = await askDay(vscode.l10n.t("Mark Rotated"), vscode.l10n.t("The last day of the old value"), 7);
  if (until === undefined) return;
  if (await write(server, subject, "rotated", { until })) await offerRevocation(subject.token);
}

/** @param argument an entry of the tree, or what a code action gives */
export async function acceptToken(argument: unknown, store: InventoryStore, server: Server): Promise<void> {
  const subject = await subjectOf(argument, store);
  if (!subject) return;
  const title = vscode.l10n.t("Accept Token");
  const reason = await ask(title, vscode.l10n.t("Why it is accepted"), {
    validateInput: (text) => (text.trim() ? undefined : vscode.l10n.t("A reviewer will ask for the reason.")),
  });
  if (reason === undefined) return;
  const until = await askDay(title, vscode.l10n.t("The last day of the acceptance"), 90);
  if (until === undefined) return;
  const owner = await ask(title, vscode.l10n.t("Who answers for it (optional)"));
  if (owner === undefined) return;
  await write(server, subject, "accepted", { reason, until, ...(owner && { owner }) });
}

/** The token is as it was found again. @param argument an entry of the tree, or what a code action gives */
export async function removeEntry(argument: unknown, store: InventoryStore, server: Server): Promise<void> {
  const subject = await subjectOf(argument, store, ({ entry }) => entry !== undefined);
  if (subject) await write(server, subject, "removed", {});
}

/** The places of a rotation to be ticked off. @param argument an entry of the tree, or what a code action gives */
export async function showRotation(argument: unknown, store: InventoryStore, server: Server): Promise<void> {
  const subject = await subjectOf(argument, store, ({ state }) => state === "rotated");
  const entry = subject?.token?.entry;
  if (!subject || !entry) return;
  const { places = [], done = [] } = entry;
  const items = places.map((label) => ({ label, picked: done.includes(label) }));
  const { l10n } = vscode;
  const title = l10n.t("In use there: the new value{0}", entry.name ? ` (${entry.name})` : "");
  const placeHolder =
    places.length > 0
      ? l10n.t("Tick off what is done; the old value has until {0}", entry.deadline ?? "")
      : l10n.t("No place is on its list");
  const picked = await vscode.window.showQuickPick(items, { canPickMany: true, title, placeHolder });
  const fresh = picked?.filter(({ label }) => !done.includes(label)) ?? [];
  for (const { label: path } of fresh) if (!(await write(server, subject, "done", { path }))) return;
  if (places.length > 0 && picked?.length === places.length) await offerEnd(argument, store, server);
}

async function offerEnd(argument: unknown, store: InventoryStore, server: Server): Promise<void> {
  const revoke = vscode.l10n.t("Mark Revoked...");
  const text = vscode.l10n.t("Every place uses the new value. Revoke the old one at its issuer, and say so.");
  if ((await vscode.window.showInformationMessage(text, revoke)) === revoke) await markRevoked(argument, store, server);
}

/** @returns whether it was written; if not, the person was told why */
async function write(
  server: Server,
  { fingerprint, ruleId, uri }: Subject,
  state: SetStateParams["state"],
  answers: Answers,
): Promise<boolean> {
  const params: SetStateParams = { fingerprint, state, uri, ...(ruleId && { ruleId }), ...answers };
  try {
    const { by } = await server.request<SetStateResult>(setState, params);
    vscode.window.setStatusBarMessage(vscode.l10n.t("Written into ledger and audit log, by {0}", by), 5000);
    return true;
  } catch (error) {
    void vscode.window.showErrorMessage((error as Error).message);
    return false;
  }
}

/** What a rotation kept beside the new value. */
async function offerForgetting(server: Server, { token, uri, fingerprint }: Subject): Promise<void> {
  const keptAs = token?.entry?.keptAs;
  if (keptAs === undefined) return;
  const remove = vscode.l10n.t("Remove");
  const text = vscode.l10n.t("Its old value is still kept as {0}.", keptAs);
  if ((await vscode.window.showInformationMessage(text, remove)) !== remove) return;
  try {
    const params: ForgetOldParams = { uri, fingerprint };
    const gone = await server.request<ForgetOldResult | null>(forgetOld, params);
    if (gone) vscode.window.setStatusBarMessage(vscode.l10n.t("{0} is out of {1}", gone.name, gone.title), 5000);
  } catch (error) {
    void vscode.window.showErrorMessage((error as Error).message);
  }
}

/** What the ledger says is nothing to the issuer. */
async function offerRevocation(token: ProtocolToken | undefined): Promise<void> {
  if (!token?.revoke?.startsWith("https://")) return;
  const open = vscode.l10n.t("Open the revocation page of {0}", token.issuer);
  const text = vscode.l10n.t("The ledger knows it now. Its issuer does not: revoke it there.");
  if ((await vscode.window.showInformationMessage(text, open)) === open)
    await vscode.env.openExternal(vscode.Uri.parse(token.revoke, true));
}
