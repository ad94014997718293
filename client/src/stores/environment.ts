/** Hands the values of the secret storage to the terminals, tasks and debug sessions of a trusted workspace, once the person said so. */
import * as vscode from "vscode";
import type { SecretValues } from "./secret-values.ts";

const CONSENT = "tokenward.handsValuesOver";
/** Debuggers that take the program's environment as `env`. */
const WITH_ENV =
  /^(?:node|pwa-node|node-terminal|bun|deno|python|debugpy|go|php|ruby|rdbg|coreclr|dart|java|lldb|PowerShell)$/;

export class Environment implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #values: SecretValues;
  readonly #subscriptions: vscode.Disposable[] = [];
  #watched: vscode.Disposable[] = [];

  constructor(context: vscode.ExtensionContext, values: SecretValues) {
    this.#context = context;
    this.#values = values;
    // What stands in it is kept by the editor in plain text, were it persistent.
    context.environmentVariableCollection.persistent = false;
    this.#subscriptions.push(
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.update()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => void this.update()),
      vscode.debug.registerDebugConfigurationProvider("*", {
        resolveDebugConfigurationWithSubstitutedVariables: (folder, configuration) =>
          this.#debugged(folder, configuration),
      }),
    );
    void this.update();
  }

  /** Undefined: nobody was asked yet. */
  get consent(): boolean | undefined {
    return this.#context.workspaceState.get<boolean>(CONSENT);
  }

  async setConsent(consent: boolean): Promise<void> {
    await this.#context.workspaceState.update(CONSENT, consent);
    await this.update();
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions, ...this.#watched).dispose();
  }

  /** Terminals that are open keep what they have; the editor marks them. */
  async update(): Promise<void> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    for (const watched of this.#watched) watched.dispose();
    this.#watched = folders.map(({ uri }) => this.#values.onDidChange(uri.toString(), () => void this.update()));
    for (const folder of folders) {
      const collection = this.#context.environmentVariableCollection.getScoped({ workspaceFolder: folder });
      collection.clear();
      collection.description = vscode.l10n.t("Values of the secret storage, by Tokenward");
      for (const [name, value] of Object.entries(await this.#handed(folder))) collection.replace(name, value);
    }
  }

  async #handed({ uri }: vscode.WorkspaceFolder): Promise<Readonly<Record<string, string>>> {
    return vscode.workspace.isTrusted && this.consent === true ? this.#values.of(uri.toString()) : {};
  }

  async #debugged(
    folder: vscode.WorkspaceFolder | undefined,
    configuration: vscode.DebugConfiguration,
  ): Promise<vscode.DebugConfiguration> {
    const home = folder ?? vscode.workspace.workspaceFolders?.[0];
    if (!home || configuration.request !== "launch" || !WITH_ENV.test(configuration.type)) return configuration;
    const values = await this.#handed(home);
    return Object.keys(values).length === 0
      ? configuration
      : { ...configuration, env: { ...values, ...(configuration.env as object | undefined) } };
  }
}
