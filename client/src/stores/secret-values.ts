/** Values in the editor's secret storage, by workspace folder and name: one entry for each folder, read and written one after another. */
import type * as vscode from "vscode";
import type { SecretStorageParams, SecretStorageResult } from "../../../server/src/protocol.ts";

type Values = Readonly<Record<string, string>>;

export class SecretValues {
  readonly #secrets: vscode.SecretStorage;
  #last: Promise<unknown> = Promise.resolve();

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  /** @param folder address of a workspace folder */
  async of(folder: string): Promise<Values> {
    const text = await this.#secrets.get(keyOf(folder));
    return text === undefined ? {} : (JSON.parse(text) as Values);
  }

  /** What the server asks. */
  answer({ action, folder, name = "", value = "" }: SecretStorageParams): Promise<SecretStorageResult> {
    return this.#inTurn(async () => {
      const values = await this.of(folder);
      if (action === "names") return { names: Object.keys(values) };
      if (action === "get") return Object.hasOwn(values, name) ? { value: values[name]! } : {};
      const { [name]: _, ...rest } = values;
      await this.#secrets.store(keyOf(folder), JSON.stringify(action === "put" ? { ...rest, [name]: value } : rest));
      return {};
    });
  }

  /** Fires when a window changed them, this one or another. */
  onDidChange(folder: string, listener: () => void): vscode.Disposable {
    return this.#secrets.onDidChange(({ key }) => key === keyOf(folder) && listener());
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work);
    this.#last = turn.catch(() => {});
    return turn;
  }
}

const keyOf = (folder: string): string => `values ${folder}`;
