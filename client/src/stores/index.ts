/** The client's side of the stores: the secret storage, who gets its values, and the choice of where values go. */
import * as vscode from "vscode";
import type { Server } from "../server.ts";
import { ProviderChoice } from "./choice.ts";
import { Environment } from "./environment.ts";
import { StoreMover } from "./move.ts";
import { SecretValues } from "./secret-values.ts";

export interface Stores {
  readonly values: SecretValues;
  readonly environment: Environment;
  readonly choice: ProviderChoice;
  readonly mover: StoreMover;
}

export function createStores(server: Server, context: vscode.ExtensionContext): Stores {
  const values = new SecretValues(context.secrets);
  const environment = new Environment(context, values);
  const choice = new ProviderChoice(server, context.workspaceState);
  context.subscriptions.push(environment);
  return { values, environment, choice, mover: new StoreMover(server, choice, environment) };
}

/** Changes the answer to the question that the first move into the secret storage asks. */
export async function toggleHandOver({ environment }: Stores): Promise<void> {
  const consent = !(environment.consent ?? false);
  await environment.setConsent(consent);
  const said = consent
    ? vscode.l10n.t("New terminals, tasks and debug sessions of this workspace get the values of the secret storage.")
    : vscode.l10n.t("Terminals, tasks and debug sessions get no values of the secret storage any more.");
  void vscode.window.showInformationMessage(said);
}

/** Asks where values go; what is already moved stays where it is. */
export async function chooseProvider({ choice }: Stores): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!uri) return;
  // A folder's own address is taken for a file that lies beside it.
  const inside = vscode.workspace.workspaceFolders?.some((folder) => folder.uri.toString() === uri.toString())
    ? vscode.Uri.joinPath(uri, ".env")
    : uri;
  await choice.pick(inside.toString()).then(undefined, (error: Error) => vscode.window.showErrorMessage(error.message));
}

/** Takes values out of the secret storage for good. */
export async function removeStored({ values }: Stores): Promise<void> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const items = await Promise.all(
    folders.map(async ({ uri, name: description }) =>
      Object.keys(await values.of(uri.toString())).map((label) => ({ label, description, folder: uri.toString() })),
    ),
  );
  if (items.flat().length === 0) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("The secret storage holds no value of this workspace"), 5000);
    return;
  }
  const title = vscode.l10n.t("Which values are to be removed? They cannot be brought back.");
  const picked = await vscode.window.showQuickPick(items.flat(), { canPickMany: true, title });
  for (const { label, folder } of picked ?? []) await values.answer({ action: "remove", folder, name: label });
}
