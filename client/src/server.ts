/** The language server as the rest of the client knows it: started, restarted and stopped here, asked through here. */
import * as vscode from "vscode";
import { type LanguageClient, State } from "vscode-languageclient/node";
import { inventoryChanged, trustGranted } from "../../server/src/protocol.ts";

export class Server {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #started = new vscode.EventEmitter<void>();
  readonly #create: () => LanguageClient;
  readonly #log: vscode.LogOutputChannel;
  #client: LanguageClient | undefined;
  #restarting: Promise<void> = Promise.resolve();

  /** Fires when the server came up or went down, and when it says that the inventory changed. */
  readonly onDidChange = this.#changed.event;
  /** Fires whenever a server is ready, the one that replaces a crashed one too: it knows nothing yet. */
  readonly onDidStart = this.#started.event;

  constructor(create: () => LanguageClient, log: vscode.LogOutputChannel) {
    this.#create = create;
    this.#log = log;
  }

  get state(): "starting" | "running" | "stopped" {
    const state = this.#client?.state;
    if (state === State.Running) return "running";
    return state === State.Starting ? "starting" : "stopped";
  }

  /** The single way up: start, recovery and restart are the same. Never throws; a failure is logged and leaves `stopped`. */
  restart(): Promise<void> {
    this.#restarting = this.#restarting.then(() => this.#replace());
    return this.#restarting;
  }

  async stop(): Promise<void> {
    await this.#restarting;
    await this.#end();
    this.#changed.dispose();
    this.#started.dispose();
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

  trustGranted(): void {
    if (this.state === "running") void this.#client?.sendNotification(trustGranted);
  }

  async #replace(): Promise<void> {
    await this.#end();
    const client = this.#create();
    this.#client = client;
    client.onDidChangeState(({ newState }) => {
      this.#changed.fire();
      if (newState === State.Running) this.#started.fire();
    });
    client.onNotification(inventoryChanged, () => this.#changed.fire());
    await client.start().catch((error: unknown) => this.#log.error("The language server did not start", String(error)));
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
