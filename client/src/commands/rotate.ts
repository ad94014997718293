/** Generates tokens into a store, and rotates them there: asks what there is to know, and says what came of it. */
import * as vscode from "vscode";
import {
  type GenerateParams,
  type GenerateResult,
  generateToken as generateRequest,
  type RotateParams,
  type RotateResult,
  rotateToken as rotateRequest,
} from "../../../server/src/protocol.ts";
import type { InventoryStore } from "../inventory/store.ts";
import type { Server } from "../server.ts";
import { ask, askDay, askForm, askName } from "./questions.ts";
import { showRotation } from "./set-state.ts";
import { subjectOf } from "./subject.ts";

/** Into the store where the workspace's values go; the reference goes to the caret. */
export async function generateToken(server: Server): Promise<void> {
  const { l10n } = vscode;
  const editor = vscode.window.activeTextEditor;
  const uri = editor?.document.uri ?? folderUri();
  if (!uri) return;
  const title = l10n.t("Generate Token");
  const name = await askName(title, "API_TOKEN");
  if (name === undefined) return;
  const form = await askForm(title, false);
  if (form === undefined || form === "typed") return;
  const params: GenerateParams = { uri: uri.toString(), name, ...form };
  try {
    const made = await server.request<GenerateResult>(generateRequest, params);
    const inserted = await insert(editor, made.reference);
    const said = l10n.t("{0} is in {1}: {2} bits, as {3}.", name, made.title, made.bits, made.written);
    void vscode.window.showInformationMessage(inserted ? `${said} ${l10n.t("The code refers to it.")}` : said);
  } catch (error) {
    void vscode.window.showErrorMessage((error as Error).message);
  }
}

/** In the place of what is selected. */
async function insert(editor: vscode.TextEditor | undefined, reference: string | undefined): Promise<boolean> {
  if (!editor || reference === undefined) return false;
  return editor.edit((edit) => edit.replace(editor.selection, reference));
}

/** A file in the first folder stands for the folder. */
function folderUri(): vscode.Uri | undefined {
  const folder = vscode.workspace.workspaceFolders?.[0];
  return folder && vscode.Uri.joinPath(folder.uri, ".env");
}

/** @param argument an entry of the tree, or what a code action gives */
export async function rotateToken(argument: unknown, store: InventoryStore, server: Server): Promise<void> {
  const subject = await subjectOf(argument, store, ({ state }) => state !== "revoked");
  if (!subject) return;
  const { token, uri, fingerprint } = subject;
  const title = vscode.l10n.t("Rotate Token");
  const name = await askName(title, token?.entry?.name ?? token?.env ?? "");
  if (name === undefined) return;
  const fresh = await askNewValue(title);
  if (!fresh) return;
  const until = await askDay(title, vscode.l10n.t("The last day on which the old value may be used"), 7);
  if (until === undefined) return;
  const params: RotateParams = { uri, name, fingerprint, until, ...fresh };
  try {
    const rotated = await server.request<RotateResult>(rotateRequest, params);
    await tell(name, rotated, store, server, uri);
  } catch (error) {
    void vscode.window.showErrorMessage((error as Error).message);
  }
}

async function askNewValue(title: string): Promise<Pick<RotateParams, "value" | "form"> | undefined> {
  const form = await askForm(title, true);
  if (form !== "typed") return form && { form };
  const value = await ask(title, vscode.l10n.t("The new value, as its issuer gave it"), {
    password: true,
    validateInput: (text) => (text.trim() ? undefined : vscode.l10n.t("There is no value.")),
  });
  return value === undefined ? undefined : { value };
}

async function tell(
  name: string,
  { fingerprint, title, deadline, keptAs, places, revoke }: RotateResult,
  store: InventoryStore,
  server: Server,
  uri: string,
): Promise<void> {
  const { l10n } = vscode;
  const kept =
    keptAs === undefined
      ? l10n.t("The old value has until {0}.", deadline)
      : l10n.t("The old value stays there as {0} until {1}.", keptAs, deadline);
  const list = l10n.t("Show Checklist");
  const page = l10n.t("Open Revocation Page");
  const choices = [...(places.length > 0 ? [list] : []), ...(revoke ? [page] : [])];
  const said = l10n.t("The new value is in {0} as {1}.", title, name);
  const chosen = await vscode.window.showInformationMessage(`${said} ${kept}`, ...choices);
  if (chosen === list) await showRotation({ uri, fingerprint }, store, server);
  if (chosen === page && revoke) await vscode.env.openExternal(vscode.Uri.parse(revoke, true));
}
