/** Masks values in editors, in `.env` and at findings, until somebody asks for them; the line that is being edited is shown. */
import * as vscode from "vscode";
import { type ValuesParams, type ValuesResult, values } from "../../../server/src/protocol.ts";
import type { Server } from "../server.ts";

const SHOWN = "tokenward.valuesShown";
/** How long a document is left in peace while it is typed in, in milliseconds. */
const QUIET = 150;

/** What is remembered is the person's choice for the workspace; no setting is written. */
export class Masks implements vscode.Disposable {
  readonly #server: Server;
  readonly #memory: vscode.Memento;
  readonly #subscriptions: vscode.Disposable[];
  // Blink, WebKit and Gecko draw discs in the place of such text; it keeps its width, so that the caret stands where it seems to.
  readonly #mask = vscode.window.createTextEditorDecorationType({
    textDecoration: "none; -webkit-text-security: disc",
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
  });
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** The line that is being edited, by the document's address. */
  readonly #edited = new Map<string, number>();
  /** What is masked but for that line. */
  readonly #ranges = new Map<string, readonly vscode.Range[]>();

  constructor(server: Server, memory: vscode.Memento) {
    this.#server = server;
    this.#memory = memory;
    this.#subscriptions = [
      server.onDidChange(() => this.#all()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#all()),
      vscode.workspace.onDidChangeTextDocument((event) => this.#changed(event)),
      vscode.window.onDidChangeTextEditorSelection((event) => this.#moved(event)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri.toString())),
    ];
    this.#all();
    void vscode.commands.executeCommand("setContext", SHOWN, this.#shown);
  }

  async show(shown: boolean): Promise<void> {
    await this.#memory.update(SHOWN, shown);
    await vscode.commands.executeCommand("setContext", SHOWN, shown);
    this.#all();
  }

  get #shown(): boolean {
    return this.#memory.get<boolean>(SHOWN, false);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    vscode.Disposable.from(this.#mask, ...this.#subscriptions).dispose();
  }

  #all(): void {
    for (const { document } of vscode.window.visibleTextEditors) {
      // Nobody is to see a value while the server is asked.
      if (!this.#ranges.has(document.uri.toString()) && isStore(document))
        this.#ranges.set(document.uri.toString(), valuesOf(document));
      this.#draw(document);
      this.#schedule(document, 0);
    }
  }

  #changed({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const [change] = contentChanges;
    const editor = vscode.window.activeTextEditor;
    if (!change || !vscode.window.visibleTextEditors.some((visible) => visible.document === document)) return;
    if (editor?.document === document) this.#edited.set(document.uri.toString(), editor.selection.active.line);
    this.#schedule(document, QUIET);
  }

  /** The caret left the line that was edited. */
  #moved({ textEditor: { document, selection } }: vscode.TextEditorSelectionChangeEvent): void {
    const key = document.uri.toString();
    const line = this.#edited.get(key);
    if (line === undefined || line === selection.active.line) return;
    this.#edited.delete(key);
    this.#schedule(document, 0);
  }

  #schedule(document: vscode.TextDocument, milliseconds: number): void {
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => void this.#ask(document), milliseconds),
    );
  }

  async #ask(document: vscode.TextDocument): Promise<void> {
    if (this.#shown || this.#server.state !== "running") return this.#draw(document);
    const params: ValuesParams = { textDocument: { uri: document.uri.toString() } };
    const result = await this.#server.request<ValuesResult | null>(values, params).catch(() => null);
    // What is typed meanwhile is asked for by itself.
    if (!result || result.version !== document.version) return;
    this.#ranges.set(document.uri.toString(), result.ranges.map(toRange));
    this.#draw(document);
  }

  #draw(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    const line = this.#edited.get(key);
    const masked = (this.#ranges.get(key) ?? []).filter(
      ({ start, end }) => line === undefined || line < start.line || line > end.line,
    );
    for (const editor of vscode.window.visibleTextEditors)
      if (editor.document === document) editor.setDecorations(this.#mask, this.#shown ? [] : masked);
  }

  #forget(key: string): void {
    clearTimeout(this.#timers.get(key));
    for (const kept of [this.#timers, this.#edited, this.#ranges]) kept.delete(key);
  }
}

const toRange = ({ start, end }: ValuesResult["ranges"][number]): vscode.Range =>
  new vscode.Range(start.line, start.character, end.line, end.character);

const isStore = ({ uri }: vscode.TextDocument): boolean =>
  /\/\.env(?:\.(?!example$|sample$|template$|dist$)[\w.-]+)?$/.test(uri.path);

/** All behind the equals signs, until the server tells more exactly. */
function valuesOf(document: vscode.TextDocument): vscode.Range[] {
  return document
    .getText()
    .split(/\r\n|\r|\n/)
    .flatMap((text, line) => {
      const start = text.indexOf("=") + 1;
      return start > 0 && start < text.length ? [new vscode.Range(line, start, line, text.length)] : [];
    });
}
