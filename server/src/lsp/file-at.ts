/** A file as an edit is to be made of it: its text in the editor, or else on disk. */
import { decode } from "../workspace/decode.ts";
import { addressOf } from "./address.ts";
import type { Session } from "./session.ts";

export interface FileAt {
  readonly uri: string;
  /** Of the open document; null where the file is not open. */
  readonly version: number | null;
  readonly missing: boolean;
  /** Undefined where there is no such file, or it is no text. */
  readonly text: string | undefined;
}

/** @param path absolute */
export async function fileAt({ documents, host }: Session, path: string): Promise<FileAt> {
  const open = documents.overlaying(path);
  if (open) return { uri: open.uri, version: open.version, missing: false, text: open.getText() };
  const bytes = await host.files.read(path);
  const decoded = bytes && decode(bytes);
  return {
    uri: addressOf(path).toString(),
    version: null,
    missing: !bytes,
    text: decoded && "text" in decoded ? decoded.text : undefined,
  };
}
