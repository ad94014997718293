/** The dashboard: a page beside the editors that follows the inventory; a click on a mark filters the tree. */
import * as vscode from "vscode";
import type { InventoryStore } from "../inventory/store.ts";
import { figuresOf } from "./figures.ts";
import { content, page } from "./page.ts";
import { type DayCount, withToday } from "./trend.ts";

const TYPE = "tokenward.dashboard";
const TREND_KEY = "tokenward.trend";

export class Dashboard implements vscode.Disposable {
  readonly #store: InventoryStore;
  readonly #memory: vscode.Memento;
  readonly #media: vscode.Uri;
  readonly #listening: vscode.Disposable;
  #panel: vscode.WebviewPanel | undefined;

  /** @param media the folder of the page's script and style */
  constructor(store: InventoryStore, memory: vscode.Memento, media: vscode.Uri) {
    this.#store = store;
    this.#memory = memory;
    this.#media = media;
    this.#listening = store.onDidChange(() => void this.#update());
  }

  async show(): Promise<void> {
    if (this.#panel) {
      this.#panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(TYPE, vscode.l10n.t("Tokens: Dashboard"), vscode.ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [this.#media],
    });
    this.#panel = panel;
    panel.iconPath = vscode.Uri.joinPath(this.#media, "..", "tokenward.svg");
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    panel.webview.onDidReceiveMessage((message) => this.#chosen(message));
    const file = (name: string): string =>
      panel.webview.asWebviewUri(vscode.Uri.joinPath(this.#media, name)).toString();
    const body = await this.#content();
    panel.webview.html = page(
      body,
      panel.webview.cspSource,
      file("dashboard.css"),
      file("dashboard.js"),
      vscode.env.language,
    );
  }

  dispose(): void {
    this.#listening.dispose();
    this.#panel?.dispose();
  }

  async #update(): Promise<void> {
    const body = await this.#content();
    await this.#panel?.webview.postMessage({ body });
  }

  async #content(): Promise<string> {
    const { all, complete, phase } = this.#store;
    let trend = this.#memory.get<readonly DayCount[]>(TREND_KEY) ?? [];
    if (complete && phase !== "scanning" && trend.at(-1)?.count !== all.length) {
      trend = withToday(trend, all.length, new Date());
      await this.#memory.update(TREND_KEY, trend);
    }
    return this.#panel ? content(figuresOf(all), trend, complete) : "";
  }

  async #chosen(message: unknown): Promise<void> {
    const { filter } = (message ?? {}) as { filter?: unknown };
    if (typeof filter !== "string") return;
    this.#store.setFilter(filter);
    await vscode.commands.executeCommand("tokenward.inventory.focus");
  }
}
