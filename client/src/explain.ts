/** Pages that explain a line: read-only documents which the server writes anew each time that one is asked for. */
import * as vscode from "vscode";
import { type ExplainLineParams, type ExplainLineResult, explainLine } from "../../server/src/protocol.ts";
import type { Server } from "./server.ts";

const SCHEME = "tokenward-line";

export class LinePages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #server: Server;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;

  /** Fires where a page that is already open is asked for again. */
  readonly onDidChange = this.#changed.event;

  constructor(server: Server) {
    this.#server = server;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  }

  /** @param given the line whose number was clicked on; else it is the cursor's */
  async show(given: unknown): Promise<void> {
    const asked = clicked(given) ?? atCursor();
    if (!asked) {
      vscode.window.setStatusBarMessage(vscode.l10n.t("Put the cursor on the line to be explained"), 5000);
      return;
    }
    const page = pageOf(asked);
    this.#changed.fire(page);
    try {
      await vscode.commands.executeCommand("markdown.showPreviewToSide", page);
    } catch {
      // The built-in Markdown extension can be switched off; the source reads well too.
      await vscode.window.showTextDocument(page, { viewColumn: vscode.ViewColumn.Beside, preview: true });
    }
  }

  async provideTextDocumentContent(page: vscode.Uri, cancel: vscode.CancellationToken): Promise<string> {
    const params = JSON.parse(page.query) as ExplainLineParams;
    const line = await this.#server.request<ExplainLineResult | null>(explainLine, params, cancel);
    return line
      ? `# ${line.title}\n\n${line.markdown}\n`
      : vscode.l10n.t("Tokenward does not look at this document, or it has no such line any more.");
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}

/** What the menu of line numbers hands over; its lines are counted from one. */
function clicked(given: unknown): ExplainLineParams | undefined {
  const { uri, lineNumber } = (given ?? {}) as { uri?: unknown; lineNumber?: unknown };
  if (!(uri instanceof vscode.Uri) || typeof lineNumber !== "number") return undefined;
  return { textDocument: { uri: uri.toString() }, line: lineNumber - 1 };
}

function atCursor(): ExplainLineParams | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && { textDocument: { uri: editor.document.uri.toString() }, line: editor.selection.active.line };
}

function pageOf(asked: ExplainLineParams): vscode.Uri {
  const name = vscode.Uri.parse(asked.textDocument.uri).path.split("/").at(-1) || "untitled";
  return vscode.Uri.from({ scheme: SCHEME, path: `/${name}:${asked.line + 1}.md`, query: JSON.stringify(asked) });
}
