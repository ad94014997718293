/** A client of the protocol with a secret storage, that applies the edits which the server asks for to files on disk. */
import { ApplyWorkspaceEditRequest } from "vscode-languageserver/node";
import {
  clientCommands,
  type SecretStorageParams,
  type SecretStorageResult,
  secretStorage,
} from "../../server/src/protocol.ts";
import type { TestClient } from "./client.ts";
import { applyEdit } from "./edits.ts";

export class StoreClient {
  readonly client: TestClient;
  /** Of the secret storage, by name. */
  readonly stored: Map<string, string>;
  /** Texts of open documents, by address. */
  readonly open = new Map<string, string>();
  refuses = false;
  /** Called before and after each request of the server is answered. */
  onRequest: () => void = () => {};

  constructor(client: TestClient, stored = new Map<string, string>()) {
    this.client = client;
    this.stored = stored;
    client.connection.onRequest(secretStorage, (params: SecretStorageParams) =>
      this.#around(() => this.#answer(params)),
    );
    client.connection.onRequest(ApplyWorkspaceEditRequest.type, ({ edit }) =>
      this.#around(() => {
        if (!this.refuses) applyEdit(edit, this.open);
        return { applied: !this.refuses };
      }),
    );
  }

  static options = (more: object = {}): object => ({ trusted: true, commands: Object.values(clientCommands), ...more });

  #around<T>(answer: () => T): T {
    this.onRequest();
    const result = answer();
    this.onRequest();
    return result;
  }

  #answer({ action, name = "", value = "" }: SecretStorageParams): SecretStorageResult {
    if (action === "names") return { names: [...this.stored.keys()] };
    if (action === "put") this.stored.set(name, value);
    if (action === "remove") this.stored.delete(name);
    const kept = action === "get" ? this.stored.get(name) : undefined;
    return kept === undefined ? {} : { value: kept };
  }
}
