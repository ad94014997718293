/** A real client of the protocol for the tests, on a real server in this process or in one of its own. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { PassThrough, type Readable, type Writable } from "node:stream";
import * as l10n from "@vscode/l10n";
import { createConnection, ProposedFeatures } from "vscode-languageserver";
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  CodeActionResolveRequest,
  CodeActionTriggerKind,
  ConfigurationRequest,
  createProtocolConnection,
  DiagnosticRefreshRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  type FullDocumentDiagnosticReport,
  type Hover,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  InlayHintRefreshRequest,
  LogMessageNotification,
  type Position,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  type Registration,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type WorkspaceFolder,
} from "vscode-languageserver/node";
import type { Catalogue } from "../../server/src/engine/catalogue.ts";
import { createNodeHost } from "../../server/src/host/node.ts";
import { startServer } from "../../server/src/lsp/server.ts";
import type { ServerParts } from "../../server/src/lsp/session.ts";
import { type InventoryResult, inventory, inventoryChanged } from "../../server/src/protocol.ts";
import { catalogue, references } from "./tokens.ts";
import { leaksIn, messagesOf } from "./wire.ts";

/** What a good editor can do; tests take some of it away. */
export const capabilities: ClientCapabilities = {
  general: { positionEncodings: ["utf-16", "utf-8"] },
  window: { workDoneProgress: true },
  textDocument: {
    synchronization: { dynamicRegistration: true },
    hover: { contentFormat: ["markdown", "plaintext"] },
    rename: { prepareSupport: true },
    publishDiagnostics: {
      relatedInformation: true,
      versionSupport: true,
      codeDescriptionSupport: true,
      dataSupport: true,
    },
    diagnostic: { dynamicRegistration: true },
    codeAction: {
      isPreferredSupport: true,
      disabledSupport: true,
      dataSupport: true,
      resolveSupport: { properties: ["edit"] },
      codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "source", "source.fixAll"] } },
    },
  },
  notebookDocument: { synchronization: { dynamicRegistration: true } },
  workspace: {
    workspaceFolders: true,
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ["create", "rename", "delete"],
      changeAnnotationSupport: { groupsOnLabel: true },
      snippetEditSupport: true,
    },
  },
};

export interface Start {
  readonly folders?: readonly WorkspaceFolder[];
  readonly capabilities?: ClientCapabilities;
  readonly options?: unknown;
  /** Answers for the settings of a scope. */
  settings?: (scope: string | undefined) => unknown;
}

export class TestClient {
  readonly connection: ProtocolConnection;
  /** Everything that the server wrote. */
  readonly #written: Buffer[] = [];
  readonly #toServer: Writable;
  readonly published: PublishDiagnosticsParams[] = [];
  readonly registrations: Registration[] = [];
  readonly logged: string[] = [];
  refreshes = 0;
  inventoryNews = 0;
  result!: InitializeResult;
  #start: Start = {};

  private constructor(fromServer: Readable, toServer: Writable) {
    this.#toServer = toServer;
    fromServer.on("data", (chunk: Buffer) => this.#written.push(chunk));
    this.connection = createProtocolConnection(new StreamMessageReader(fromServer), new StreamMessageWriter(toServer));
    this.connection.onNotification(PublishDiagnosticsNotification.type, (params) => void this.published.push(params));
    this.connection.onNotification(LogMessageNotification.type, ({ message }) => void this.logged.push(message));
    this.connection.onNotification(inventoryChanged, () => void this.inventoryNews++);
    this.connection.onRequest(InlayHintRefreshRequest.type, () => {});
    this.connection.onRequest(DiagnosticRefreshRequest.type, () => void this.refreshes++);
    this.connection.onRequest(
      RegistrationRequest.type,
      (params) => void this.registrations.push(...params.registrations),
    );
    this.connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      items.map(({ scopeUri }) => this.#start.settings?.(scopeUri) ?? null),
    );
    this.connection.listen();
  }

  /** A server in this process; the streams between are those of `--stdio`. */
  static inProcess(rules: Catalogue = catalogue, parts: Partial<ServerParts> = {}): TestClient {
    const toServer = new PassThrough();
    const fromServer = new PassThrough();
    const watchDog = { shutdownReceived: false, initialize: () => {}, exit: () => {} };
    const open = (logger: Parameters<typeof createProtocolConnection>[2]) =>
      createProtocolConnection(new StreamMessageReader(toServer), new StreamMessageWriter(fromServer), logger);
    startServer(createConnection(open, watchDog, ProposedFeatures.all), {
      createHost: createNodeHost,
      catalogue: rules,
      references,
      version: "0.0.0-test",
      ...parts,
    });
    return new TestClient(fromServer, toServer);
  }

  /** A server in a process of its own. */
  static spawned(args: readonly string[]): { client: TestClient; process: ChildProcess; errors: () => string } {
    const server = spawn(process.execPath, args, { stdio: "pipe" });
    let errors = "";
    server.stderr.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    const client = new TestClient(server.stdout, server.stdin);
    // What was asked of a server that is gone fails at once.
    server.once("exit", () => client.connection.dispose());
    return { client, process: server, errors: () => errors };
  }

  async initialize(start: Start = {}): Promise<InitializeResult> {
    this.#start = start;
    this.result = await this.connection.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: null,
      workspaceFolders: start.folders ? [...start.folders] : null,
      capabilities: start.capabilities ?? capabilities,
      initializationOptions: start.options ?? {
        trusted: false,
        commands: ["tokenward.copyMasked", "tokenward.openRevocation"],
      },
    });
    await this.connection.sendNotification(InitializedNotification.type, {});
    return this.result;
  }

  open(uri: string, text: string, languageId = "javascript", version = 1): Promise<void> {
    return this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version, text },
    });
  }

  change(
    uri: string,
    version: number,
    ...contentChanges: ({ range: Range; text: string } | { text: string })[]
  ): Promise<void> {
    return this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  close(uri: string): Promise<void> {
    return this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  async pull(uri: string): Promise<FullDocumentDiagnosticReport> {
    const report = await this.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    assert.equal(report.kind, "full");
    return report as FullDocumentDiagnosticReport;
  }

  hover(uri: string, position: Position): Promise<Hover | null> {
    return this.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
  }

  /** The actions for a range, with the diagnostics that lie there, as editors ask for them. */
  async actions(
    uri: string,
    range: Range,
    only?: string[],
    triggerKind: CodeActionTriggerKind = CodeActionTriggerKind.Invoked,
  ): Promise<CodeAction[]> {
    const { items } = this.result.capabilities.diagnosticProvider
      ? await this.pull(uri)
      : { items: this.published.findLast((p) => p.uri === uri)?.diagnostics ?? [] };
    const diagnostics = items.filter(
      (item) => item.range.start.line <= range.end.line && item.range.end.line >= range.start.line,
    );
    const actions = await this.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context: { diagnostics, triggerKind, ...(only && { only }) },
    });
    return (actions ?? []) as CodeAction[];
  }

  resolve(action: CodeAction): Promise<CodeAction> {
    return this.connection.sendRequest(CodeActionResolveRequest.type, action);
  }

  inventory(): Promise<InventoryResult> {
    return this.connection.sendRequest(inventory, {});
  }

  /** Says goodbye; fails where the server wrote a value outside of an edit, or logged a failure. */
  async stop(values: readonly string[] = []): Promise<void> {
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification("exit");
    assert.deepEqual(this.leaks(values), []);
    assert.deepEqual(
      this.logged.filter((message) => message.includes("failed")),
      [],
    );
    this.connection.dispose();
    l10n.config({ contents: {} });
  }

  /** Sends several messages in one go, as they come when a person types faster than the server reads. */
  burst(...messages: readonly object[]): void {
    const framed = messages.map((message) => {
      const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
      return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
    });
    this.#toServer.write(Buffer.concat(framed));
  }

  /** What the server answered to a request of such a burst. */
  async answerTo(id: string): Promise<{ readonly result?: unknown; readonly error?: { readonly code: number } }> {
    const find = () =>
      messagesOf(Buffer.concat(this.#written)).find((message) => (message as { id?: unknown }).id === id);
    await eventually(() => find() !== undefined);
    return find() as object;
  }

  /** Places in what the server wrote so far where stretches of the values stand, edits aside. */
  leaks(values: readonly string[], common: readonly string[] = []): string[] {
    return leaksIn(messagesOf(Buffer.concat(this.#written)), values, common);
  }
}

/** Waits for something that the server does by itself. */
export async function eventually(what: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (await what()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.fail(`did not happen: ${what}`);
}

export const exitOf = async (server: ChildProcess): Promise<number | null> => {
  if (server.exitCode === null) await once(server, "exit");
  return server.exitCode;
};

/** The range of a stretch of the text, or of its nth occurrence. */
export function rangeOf(text: string, part: string, nth = 0): Range {
  let at = -1;
  for (let count = 0; count <= nth; count++) at = text.indexOf(part, at + 1);
  assert.ok(at >= 0, "the text holds the part");
  return { start: positionAt(text, at), end: positionAt(text, at + part.length) };
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length - 1, character: before.at(-1)!.length };
}
