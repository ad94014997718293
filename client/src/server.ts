/** The language server as the rest of the client knows it: started, restarted and stopped here, asked through here. */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  inventoryChanged,
  listFolder,
  type NotesParams,
  type NotesResult,
  notes,
  type ProviderChosenParams,
  providerChosen,
  readFile,
  type SecretStorageParams,
  type SecretStorageResult,
  secretStorage,
  trustGranted,
  type UnseenParams,
  unseenChanged,
} from "../../server/src/protocol.ts";
import { fileAt, folderAt } from "./files.ts";

export type Phase = "starting" | "running" | "stopped";

/** The language client, in a program of its own or in a web worker. */
export interface RunningClient
  extends Pick<
    BaseLanguageClient,
    "start" | "dispose" | "onDidChangeState" | "onRequest" | "onNotification" | "sendRequest" | "sendNotification"
  > {
  readonly phase: Phase;
}

export class Server {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #started = new vscode.EventEmitter<void>();
  readonly #unseen = new vscode.EventEmitter<UnseenParams>();
  readonly #create: () => Promise<RunningClient>;
  readonly #log: vscode.LogOutputChannel;
  #client: RunningClient | undefined;
  /** From the first: whoever makes a server starts it. */
  #creating = true;
  #isOver = false;
  #restarting: Promise<void> = Promise.resolve();

  /** Fires when the server came up or went down, and when it says that the inventory changed. */
  readonly onDidChange = this.#changed.event;
  /** Fires whenever a server is ready, the one that replaces a crashed one too: it knows nothing yet. */
  readonly onDidStart = this.#started.event;
  /** Fires when the server says which part of a document it does not look at. */
  readonly onDidChangeUnseen = this.#unseen.event;

  /** @param create loads the language client and makes one that is not started */
  constructor(create: () => Promise<RunningClient>, log: vscode.LogOutputChannel) {
    this.#create = create;
    this.#log = log;
  }

  get state(): Phase {
    return this.#creating ? "starting" : (this.#client?.phase ?? "stopped");
  }

  /** The single way up: start, recovery and restart are the same. Never throws; a failure is logged and leaves `stopped`. */
  restart(): Promise<void> {
    this.#restarting = this.#restarting.then(() => this.#replace());
    return this.#restarting;
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#restarting;
    await this.#end();
    this.#changed.dispose();
    this.#started.dispose();
    this.#unseen.dispose();
  }

  /** @throws Error when the server does not run or refuses */
  request<Result>(method: string, params: object, cancel?: vscode.CancellationToken): Promise<Result> {
    if (!this.#client || this.state !== "running") {
      return Promise.reject(new Error(vscode.l10n.t("The language server of Tokenward does not run.")));
    }
    // An undefined token would go out as a second parameter.
    return cancel
      ? this.#client.sendRequest<Result>(method, params, cancel)
      : this.#client.sendRequest<Result>(method, params);
  }

  /** Answers what the server asks of the editor's secret storage. */
  onSecretStorage: ((params: SecretStorageParams) => Promise<SecretStorageResult>) | undefined;

  /** Keeps what the server notes. */
  onNotes: ((params: NotesParams) => Promise<NotesResult>) | undefined;

  providerChosen(provider: string): void {
    const params: ProviderChosenParams = { provider };
    if (this.state === "running") void this.#client?.sendNotification(providerChosen, params);
  }

  trustGranted(): void {
    if (this.state === "running") void this.#client?.sendNotification(trustGranted);
  }

  async #replace(): Promise<void> {
    if (this.#isOver) return;
    this.#creating = true;
    this.#changed.fire();
    await this.#end();
    try {
      const client = await this.#create();
      this.#listenTo(client);
      this.#client = client;
      this.#creating = false;
      await client.start();
    } catch (error) {
      this.#log.error("The language server did not start", String(error));
    } finally {
      this.#creating = false;
      this.#changed.fire();
    }
  }

  #listenTo(client: RunningClient): void {
    client.onDidChangeState(() => {
      this.#changed.fire();
      if (client.phase === "running") this.#started.fire();
    });
    client.onRequest(readFile, fileAt);
    client.onRequest(listFolder, folderAt);
    client.onRequest(notes, (params: NotesParams) => this.onNotes?.(params) ?? {});
    client.onRequest(secretStorage, (params: SecretStorageParams) => this.onSecretStorage?.(params) ?? {});
    client.onNotification(inventoryChanged, () => this.#changed.fire());
    client.onNotification(unseenChanged, (params: UnseenParams) => this.#unseen.fire(params));
  }

  async #end(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    // A server that crashed cannot be stopped in order, and that is no reason not to start the next one.
    await client
      ?.dispose()
      .catch((error: unknown) => this.#log.warn("The language server did not stop in order", String(error)));
  }
}
