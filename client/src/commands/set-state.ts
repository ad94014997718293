/** Asks what there is to know of a decision on a token, and has the server write it into ledger and audit log. */
import * as vscode from "vscode";
import {
  type ProtocolToken,
  type SetStateParams,
  type SetStateResult,
  setState,
} from "../../../server/src/protocol.ts";
import type { InventoryStore } from "../inventory/store.ts";
import type { Server } from "../server.ts";
import { pickToken } from "./pick-token.ts";

type Answers = Pick<SetStateParams, "reason" | "until" | "owner">;

/** @param argument an entry of the tree */
export async function markRevoked(argument: unknown, store: InventoryStore, server: Server): Promise<void> {
  const token = await pickToken(argument, store);
  if (!token) return;
  const reason = await ask(vscode.l10n.t("Mark Revoked"), vscode.l10n.t("Why, for whoever reads it later (optional)"));
  if (reason === undefined) return;
  if (await write(server, token, "revoked", reason ? { reason } : {})) await offerRevocation(token);
}

/** @param argument an entry of the tree */
export async function markRotated(argument: unknown, store: InventoryStore, server: Server): Promise<void> {
  const token = await pickToken(argument, store);
  if (!token) return;
  const until = await askDay(vscode.l10n.t("Mark Rotated"), vscode.l10n.t("The last day of the old value"), 7);
  if (until === undefined) return;
  if (await write(server, token, "rotated", { until })) await offerRevocation(token);
}

/** @param argument an entry of the tree */
export async function acceptToken(argument: unknown, store: InventoryStore, server: Server): Promise<void> {
  const token = await pickToken(argument, store);
  if (!token) return;
  const title = vscode.l10n.t("Accept Token");
  const reason = await ask(title, vscode.l10n.t("Why it is accepted"), (text) =>
    text.trim() ? undefined : vscode.l10n.t("A reviewer will ask for the reason."),
  );
  if (reason === undefined) return;
  const until = await askDay(title, vscode.l10n.t("The last day of the acceptance"), 90);
  if (until === undefined) return;
  const owner = await ask(title, vscode.l10n.t("Who answers for it (optional)"));
  if (owner === undefined) return;
  await write(server, token, "accepted", { reason, until, ...(owner && { owner }) });
}

/** @returns undefined where it was left */
function ask(
  title: string,
  prompt: string,
  check?: (text: string) => string | undefined,
): Thenable<string | undefined> {
  return vscode.window.showInputBox({ title, prompt, ...(check && { validateInput: check }) });
}

/** @param days from today on, which is what it proposes */
function askDay(title: string, prompt: string, days: number): Thenable<string | undefined> {
  const value = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const validateInput = (text: string): string | undefined =>
    /^\d{4}-\d\d-\d\d$/.test(text) ? undefined : vscode.l10n.t("Write it as 2026-12-31");
  return vscode.window.showInputBox({ title, prompt, value, validateInput });
}

/** @returns whether it was written; if not, the person was told why */
async function write(
  server: Server,
  { fingerprint, ruleId, places }: ProtocolToken,
  state: SetStateParams["state"],
  answers: Answers,
): Promise<boolean> {
  const [first] = places;
  if (!first) return false;
  const paths = places.map(({ path }) => path);
  const params: SetStateParams = { fingerprint, ruleId, state, uri: first.uri, paths, ...answers };
  try {
    const { by } = await server.request<SetStateResult>(setState, params);
    vscode.window.setStatusBarMessage(vscode.l10n.t("Written into ledger and audit log, by {0}", by), 5000);
    return true;
  } catch (error) {
    void vscode.window.showErrorMessage((error as Error).message);
    return false;
  }
}

/** What the ledger says is nothing to the issuer. */
async function offerRevocation({ revoke, issuer }: ProtocolToken): Promise<void> {
  if (!revoke?.startsWith("https://")) return;
  const open = vscode.l10n.t("Open the revocation page of {0}", issuer);
  const text = vscode.l10n.t("The ledger knows it now. Its issuer does not: revoke it there.");
  if ((await vscode.window.showInformationMessage(text, open)) === open)
    await vscode.env.openExternal(vscode.Uri.parse(revoke, true));
}
