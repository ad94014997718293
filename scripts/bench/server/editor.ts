/** An editor as the language server sees it: a client of the protocol over standard input and output. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  CancellationTokenSource,
  CodeActionRequest,
  CodeActionTriggerKind,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
  type WorkspaceFolder,
} from "vscode-languageserver/node";
import { type ScanWorkspaceResult, scanWorkspace } from "../../../server/src/protocol.ts";
import { capabilities } from "./capabilities.ts";

export interface EditorStart {
  /** The server's program. */
  readonly server: string;
  readonly folders: readonly WorkspaceFolder[];
  /** Where the server may keep what it learns. */
  readonly cache: string;
  /** A file for the server's own times; they are not taken where none is named. */
  readonly probe?: string;
}

/** What the server's own clock saw. */
export interface Answered {
  /** "change" for a change that waited for its diagnostics, else the method of a request. */
  readonly what: string;
  /** From when it came in until the answer went out. */
  readonly milliseconds: number;
}

export class Editor {
  readonly #connection: ProtocolConnection;
  readonly #process: ChildProcess;
  readonly #probe: string | undefined;

  private constructor(child: ChildProcess, probe: string | undefined) {
    this.#process = child;
    this.#probe = probe;
    this.#connection = createProtocolConnection(
      new StreamMessageReader(child.stdout!),
      new StreamMessageWriter(child.stdin!),
    );
    this.#connection.onRequest(RegistrationRequest.type, () => {});
    this.#connection.onRequest(DiagnosticRefreshRequest.type, () => {});
    this.#connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => null));
    // What was asked of a server that is gone fails at once.
    child.once("exit", () => this.#connection.dispose());
    this.#connection.listen();
  }

  static async start({ server, folders, cache, probe }: EditorStart): Promise<Editor> {
    const args = [
      ...(probe === undefined ? [] : ["--require", join(import.meta.dirname, "probe.cjs")]),
      server,
      "--stdio",
    ];
    const env = { ...process.env, XDG_CACHE_HOME: cache, ...(probe !== undefined && { BENCH_PROBE: probe }) };
    const editor = new Editor(spawn(process.execPath, args, { env, stdio: ["pipe", "pipe", "ignore"] }), probe);
    const initializationOptions = { trusted: true, commands: ["tokenward.copyMasked", "tokenward.openRevocation"] };
    const params = { processId: process.pid, rootUri: null, workspaceFolders: [...folders], capabilities };
    await editor.#connection.sendRequest(InitializeRequest.type, { ...params, initializationOptions });
    await editor.#connection.sendNotification(InitializedNotification.type, {});
    return editor;
  }

  open(uri: string, languageId: string, text: string): Promise<void> {
    return this.#connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  change(uri: string, version: number, contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    return this.#connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  close(uri: string): Promise<void> {
    return this.#connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  /** Asks for the diagnostics of a document. The answer is undefined where the question was taken back or refused. */
  pull(uri: string): { readonly answer: Promise<readonly Diagnostic[] | undefined>; takeBack(): void } {
    const source = new CancellationTokenSource();
    const asked = this.#connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } }, source.token);
    const answer = asked.then(
      // A server may answer what was taken back, and then it says nothing true.
      (report) => (source.token.isCancellationRequested ? undefined : report.kind === "full" ? report.items : []),
      () => undefined,
    );
    return { answer, takeBack: () => source.cancel() };
  }

  /** Asks for the code actions at a diagnostic. @returns how many there are */
  async actions(uri: string, diagnostic: Diagnostic): Promise<number> {
    const actions = await this.#connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic], triggerKind: CodeActionTriggerKind.Invoked },
    });
    return actions?.length ?? 0;
  }

  scanWorkspace(): Promise<ScanWorkspaceResult> {
    return this.#connection.sendRequest(scanWorkspace, {});
  }

  /** Ends the server in order. @returns its own times, where they were taken */
  async stop(): Promise<readonly Answered[]> {
    const ended = this.#process.exitCode === null ? once(this.#process, "exit") : undefined;
    await this.#connection.sendRequest(ShutdownRequest.type);
    await this.#connection.sendNotification(ExitNotification.type);
    await ended;
    if (this.#probe === undefined || !existsSync(this.#probe)) return [];
    return JSON.parse(readFileSync(this.#probe, "utf8")) as Answered[];
  }
}
