/** The editor's secret storage as a provider: the client keeps it, and is asked by a message of its own. */
import type { Connection } from "vscode-languageserver";
import { Secret } from "../../engine/secret.ts";
import { type SecretStorageParams, type SecretStorageResult, secretStorage } from "../../protocol.ts";
import { type Provider, ProviderError, type Store } from "../../providers/provider.ts";

/** @param folder address of the workspace folder whose values these are */
export function editorProvider(connection: Connection, folder: string): Provider {
  const ask = async (params: Omit<SecretStorageParams, "folder">): Promise<SecretStorageResult> => {
    try {
      return await connection.sendRequest<SecretStorageResult>(secretStorage, { ...params, folder });
    } catch {
      // What the editor says of a failure could quote what it failed on.
      throw new ProviderError("The editor's secret storage did not answer.");
    }
  };
  const store: Store = {
    probe: async () => ({ state: "ready", at: "this editor" }),
    names: async () => (await ask({ action: "names" })).names ?? [],
    get: async (name) => {
      const { value } = await ask({ action: "get", name });
      return value === undefined ? undefined : new Secret(value);
    },
    put: async (name, value) => void (await ask({ action: "put", name, value: value.reveal() })),
    remove: async (name) => void (await ask({ action: "remove", name })),
  };
  return {
    id: EDITOR,
    title: "the editor's secret storage",
    atRest: "encrypted",
    meaning:
      "Encrypted by the system's key chain, for you on this machine; handed to this workspace's terminals, tasks and debug sessions if you say so.",
    at: "folder",
    evidence: [],
    open: () => store,
  };
}

export const EDITOR = "editor";
