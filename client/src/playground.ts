/** The playground of rules: a text on one side, and on the other what rules make of it, as it is written. */
import * as vscode from "vscode";
import { type PlaygroundParams, type PlaygroundResult, playground } from "../../server/src/protocol.ts";
import type { Server } from "./server.ts";

const SCHEME = "tokenward-playground";

/** What a page is about. */
interface Asked {
  readonly text: string;
  readonly rules?: string;
}

export class Playground implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #server: Server;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #pages = new Map<string, vscode.Uri>();
  readonly #subscriptions: vscode.Disposable;

  readonly onDidChange = this.#changed.event;

  constructor(server: Server) {
    this.#server = server;
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#update(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#pages.delete(uri.toString())),
    );
  }

  /** Rules of the file in the active editor are tried, where it holds some. */
  async open(): Promise<void> {
    const active = vscode.window.activeTextEditor?.document;
    const rules = active?.languageId === "yaml" ? active.uri.toString() : undefined;
    const text = await vscode.workspace.openTextDocument({ language: "plaintext", content: "" });
    await vscode.window.showTextDocument(text);
    const asked: Asked = { text: text.uri.toString(), ...(rules !== undefined && { rules }) };
    const page = vscode.Uri.from({ scheme: SCHEME, path: "/playground.md", query: JSON.stringify(asked) });
    this.#pages.set(asked.text, page);
    try {
      await vscode.commands.executeCommand("markdown.showPreviewToSide", page);
    } catch {
      // The built-in Markdown extension can be switched off; the source reads well too.
      await vscode.window.showTextDocument(page, { viewColumn: vscode.ViewColumn.Beside, preview: true });
    }
  }

  async provideTextDocumentContent(page: vscode.Uri, cancel: vscode.CancellationToken): Promise<string> {
    const { text: uri, rules } = JSON.parse(page.query) as Asked;
    const text = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri)?.getText() ?? "";
    const params: PlaygroundParams = { text, ...(rules !== undefined && { rules: { uri: rules } }) };
    return (await this.#server.request<PlaygroundResult>(playground, params, cancel)).markdown;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  /** The text, or the rules that are tried on it. */
  #update({ uri }: vscode.TextDocument): void {
    const changed = uri.toString();
    for (const [text, page] of this.#pages)
      if (text === changed || (JSON.parse(page.query) as Asked).rules === changed) this.#changed.fire(page);
  }
}
