/** Where values go: asked of the person once in a workspace, with what each place means, and remembered. */
import * as vscode from "vscode";
import { type ListProvidersParams, listProviders, type ProviderState } from "../../../server/src/protocol.ts";
import type { Server } from "../server.ts";

const CHOSEN = "tokenward.provider";
const ASKED = "tokenward.providerAsked";

export class ProviderChoice {
  readonly #server: Server;
  readonly #memory: vscode.Memento;

  constructor(server: Server, memory: vscode.Memento) {
    this.#server = server;
    this.#memory = memory;
  }

  /** The provider's id; undefined where the person chose none. */
  get chosen(): string | undefined {
    return this.#memory.get(CHOSEN);
  }

  async choose(provider: string): Promise<void> {
    await this.#memory.update(CHOSEN, provider);
    await this.#memory.update(ASKED, true);
    this.#server.providerChosen(provider);
  }

  /**
   * Lets the person pick one, and remembers it.
   * @returns its id; undefined where nothing was picked, or what was picked cannot be used yet
   */
  async pick(uri: string): Promise<string | undefined> {
    const params: ListProvidersParams = { uri };
    const items = this.#server.request<readonly ProviderState[]>(listProviders, params).then(toItems);
    const picked = await vscode.window.showQuickPick<Item>(items, {
      title: vscode.l10n.t("Where do the values of this workspace go?"),
      placeHolder: vscode.l10n.t("PCI DSS asks for credentials to be encrypted at rest; .env is plain text"),
      matchOnDetail: true,
    });
    if (!picked?.state) return undefined;
    const { id, state, title, remedy } = picked.state;
    if (state !== "ready") {
      void vscode.window.showWarningMessage(vscode.l10n.t("{0} cannot be used yet. {1}", title, remedy ?? ""));
      return undefined;
    }
    await this.choose(id);
    return id;
  }

  /** Once in a workspace, after the first value went to `.env` without anybody having chosen it. */
  async askAfterPlainMove(uri: string): Promise<void> {
    if (this.#memory.get(ASKED) || this.chosen !== undefined) return;
    await this.#memory.update(ASKED, true);
    const keep = vscode.l10n.t("Keep .env");
    const other = vscode.l10n.t("Choose Another Place...");
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t(
        "Values go to .env here, which is plain text: whoever reads the folder reads them. PCI DSS asks for credentials to be encrypted at rest.",
      ),
      keep,
      other,
    );
    if (answer === keep) await this.choose("dotenv");
    if (answer === other) await this.pick(uri);
  }
}

interface Item extends vscode.QuickPickItem {
  readonly state?: ProviderState;
}

/** What can be used comes first. */
function toItems(states: readonly ProviderState[]): Item[] {
  const ready = states.filter(({ state }) => state === "ready");
  const others = states.filter(({ state }) => state !== "ready");
  const separator: Item = { label: vscode.l10n.t("not ready here"), kind: vscode.QuickPickItemKind.Separator };
  return [...ready.map(toItem), ...(others.length > 0 ? [separator] : []), ...others.map(toItem)];
}

function toItem(state: ProviderState): Item {
  const { title, atRest, meaning, remedy, evidence, chosen } = state;
  const lies = atRest === "plain" ? vscode.l10n.t("plain text") : vscode.l10n.t("encrypted at rest");
  const told = evidence === undefined ? [] : [vscode.l10n.t("{0} tells of it", evidence)];
  return {
    label: `$(${atRest === "plain" ? "file" : "lock"}) ${title.replace(/^the /, "The ")}`,
    description: [lies, ...told, ...(chosen ? [vscode.l10n.t("values go here now")] : [])].join(" · "),
    detail: remedy ?? meaning,
    state,
  };
}
