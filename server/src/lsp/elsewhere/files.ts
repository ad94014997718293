/** The files that lie on no disk which the server reaches, as in a virtual workspace or in a browser: from the editor, else from the client. */
import type { Connection } from "vscode-languageserver";
import type { Files } from "../../host/host.ts";
import {
  type ListFolderParams,
  type ListFolderResult,
  listFolder,
  type ReadFileParams,
  type ReadFileResult,
  readFile,
} from "../../protocol.ts";
import { addressOf } from "../address.ts";
import { walkElsewhere } from "./walk.ts";

/** Larger ones are not sent, in bytes. */
const LARGEST = 1e7;

/** Paths are addresses, as people write them. Nothing is there where the client does not answer for files. */
export function filesElsewhere(connection: Connection, readsFiles: boolean): Files {
  const read: Files["read"] = async (path) => {
    if (!readsFiles) return undefined;
    const params: ReadFileParams = { uri: addressOf(path).toString(), bytes: { most: LARGEST } };
    const { text, base64, size } = await connection.sendRequest<ReadFileResult>(readFile, params);
    if (size !== undefined) throw new TooLarge();
    if (base64 !== undefined) return fromBase64(base64);
    return text === undefined ? undefined : new TextEncoder().encode(text);
  };
  const list = async (path: string): Promise<ListFolderResult> => {
    const params: ListFolderParams = { uri: addressOf(path).toString() };
    return readsFiles ? connection.sendRequest<ListFolderResult>(listFolder, params) : {};
  };
  return {
    read,
    reader: () => () => undefined,
    look: async (path) => {
      const { kind, size = 0 } = await list(path);
      if (kind === undefined) return undefined;
      return kind === "file" ? { path, size } : { path, reason: "not a regular file" };
    },
    write: async () => {
      throw new Error("what lies elsewhere is changed by the client");
    },
    walk: (root, options) => walkElsewhere(root, options, { list, read }),
  };
}

class TooLarge extends Error {
  readonly code = "EFBIG";
}

const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
