/** Keeps the notes of a server that has no disk, with what the editor remembers of the workspace. */
import type * as vscode from "vscode";
import type { NotesParams, NotesResult } from "../../server/src/protocol.ts";

const PREFIX = "tokenward.note.";

/** @param memory that of the workspace */
export const answersNotes =
  (memory: vscode.Memento) =>
  async ({ action, name = "", text = "" }: NotesParams): Promise<NotesResult> => {
    const key = PREFIX + name;
    if (action === "names") return { names: memory.keys().flatMap((each) => nameIn(each)) };
    if (action !== "read") await memory.update(key, action === "write" ? text : undefined);
    const kept = action === "read" ? memory.get<string>(key) : undefined;
    return kept === undefined ? {} : { text: kept };
  };

const nameIn = (key: string): string[] => (key.startsWith(PREFIX) ? [key.slice(PREFIX.length)] : []);
