/** Moves values into a store when a quick fix asks for it: says what came of it, and what is left to do. */
import * as vscode from "vscode";
import {
  type MoveToStoreParams,
  type MoveToStoreResult,
  moveToStore,
  type RemoveFromStoreParams,
  removeFromStore,
} from "../../../server/src/protocol.ts";
import type { Server } from "../server.ts";
import type { ProviderChoice } from "./choice.ts";
import type { Environment } from "./environment.ts";

/** The id of the editor's own. */
const EDITOR = "editor";

export class StoreMover {
  readonly #server: Server;
  readonly #choice: ProviderChoice;
  readonly #environment: Environment;

  constructor(server: Server, choice: ProviderChoice, environment: Environment) {
    this.#server = server;
    this.#choice = choice;
    this.#environment = environment;
  }

  /** @param argument `MoveToStoreParams`; without a provider the person is asked for one */
  async move(argument: unknown): Promise<void> {
    if (!isParams(argument)) return;
    const provider = argument.provider ?? (await this.#choice.pick(argument.uri));
    if (provider === undefined) return;
    const params: MoveToStoreParams = { ...argument, provider };
    try {
      const title = vscode.l10n.t("Moving ...");
      const result = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, () =>
        this.#server.request<MoveToStoreResult>(moveToStore, params),
      );
      this.#offerRemovalAfterUndo(params, result);
      await this.#tell(provider, result);
    } catch (error) {
      void vscode.window.showErrorMessage((error as Error).message);
    }
  }

  async #tell(provider: string, { names, title, left, advice, command }: MoveToStoreResult): Promise<void> {
    const done = vscode.l10n.t("{0} is in {1} now.", names.join(", "), title);
    const rest = left.length === 0 ? "" : ` ${vscode.l10n.t("Left as it is: {0}", left.join(" "))}`;
    if (provider === EDITOR && this.#environment.consent !== false) return this.#handOver(done + rest);
    const copy = vscode.l10n.t("Copy Command");
    const answer = await vscode.window.showInformationMessage(
      [done + rest, advice].filter(Boolean).join(" "),
      ...(command ? [copy] : []),
    );
    if (answer === copy) await vscode.env.clipboard.writeText(command ?? "");
  }

  /** Asked once; the answer holds for the workspace, until the command changes it. */
  async #handOver(done: string): Promise<void> {
    if (this.#environment.consent) {
      vscode.window.setStatusBarMessage(`${done} ${vscode.l10n.t("New terminals have it.")}`, 5000);
      return;
    }
    const yes = vscode.l10n.t("Hand Values Over");
    const no = vscode.l10n.t("Don't");
    const question = vscode.l10n.t(
      "May the terminals, tasks and debug sessions of this workspace have the values, as environment variables? They are written nowhere else.",
    );
    const answer = await vscode.window.showInformationMessage(`${done} ${question}`, yes, no);
    if (answer !== undefined) await this.#environment.setConsent(answer === yes);
  }

  /** Undo brings the value back into the code; in the store it stays until the person wants it gone. */
  #offerRemovalAfterUndo({ uri, provider }: MoveToStoreParams, { names, title }: MoveToStoreResult): void {
    const listening = vscode.workspace.onDidChangeTextDocument(({ document, reason }) => {
      if (document.uri.toString() !== uri || reason !== vscode.TextDocumentChangeReason.Undo) return;
      const gone = names.filter((name) => !document.getText().includes(name));
      if (gone.length === 0) return;
      listening.dispose();
      void this.#offerRemoval(uri, provider, gone, title);
    });
    const closing = vscode.workspace.onDidCloseTextDocument((document) => {
      if (document.uri.toString() !== uri) return;
      listening.dispose();
      closing.dispose();
    });
  }

  async #offerRemoval(uri: string, provider: string, names: readonly string[], title: string): Promise<void> {
    const remove = vscode.l10n.t("Remove");
    const question = vscode.l10n.t("The code is as it was; {0} is still in {1}.", names.join(", "), title);
    if ((await vscode.window.showInformationMessage(question, remove)) !== remove) return;
    try {
      for (const name of names) {
        const params: RemoveFromStoreParams = { uri, provider, name };
        await this.#server.request(removeFromStore, params);
      }
    } catch (error) {
      void vscode.window.showErrorMessage((error as Error).message);
    }
  }
}

function isParams(argument: unknown): argument is Omit<MoveToStoreParams, "provider"> & { readonly provider?: string } {
  if (typeof argument !== "object" || argument === null) return false;
  const { uri, version, scope } = argument as Partial<Record<keyof MoveToStoreParams, unknown>>;
  return typeof uri === "string" && typeof version === "number" && typeof scope === "string";
}
