/** Notes of a server that has no disk: the client keeps them with what it remembers of the workspace. */
import type { Connection } from "vscode-languageserver";
import type { Notes } from "../../host/host.ts";
import { type NotesParams, type NotesResult, notes } from "../../protocol.ts";

/** @param owner tells this server from the one before it */
export function notesElsewhere(connection: Connection, owner: number): Notes {
  const ask = (params: NotesParams): Promise<NotesResult> => connection.sendRequest<NotesResult>(notes, params);
  return {
    owner,
    // A workspace has one window, and that one server: whoever wrote notes before is gone.
    isAlive: (other) => other === owner,
    names: async () => (await ask({ action: "names" })).names ?? [],
    read: async (name) => (await ask({ action: "read", name })).text,
    write: async (name, text) => void (await ask({ action: "write", name, text })),
    remove: async (name) => void (await ask({ action: "remove", name })),
  };
}
