/** Reads what lies on no disk of this machine, as in a virtual workspace: from the editor, else from the client, where it can be asked. */
import type { Connection } from "vscode-languageserver";
import { URI } from "vscode-uri";
import type { Files } from "../host/host.ts";
import { type ReadFileParams, type ReadFileResult, readFile } from "../protocol.ts";
import type { ClientFeatures } from "./capabilities.ts";
import type { OpenDocuments } from "./documents.ts";

/** Paths are addresses, as people write them. */
export function readingElsewhere(connection: Connection, documents: OpenDocuments, features: ClientFeatures): Files {
  return {
    read: async (path) => {
      const uri = URI.parse(path).toString();
      const open = documents.get(uri);
      if (open) return new TextEncoder().encode(open.getText());
      if (!features.readsFiles) return undefined;
      const params: ReadFileParams = { uri };
      const { text } = await connection.sendRequest<ReadFileResult>(readFile, params);
      return text === undefined ? undefined : new TextEncoder().encode(text);
    },
    reader: () => () => undefined,
    look: async () => undefined,
    write: async () => {
      throw new Error("what lies elsewhere is changed by the client");
    },
    walk: async function* () {},
  };
}
