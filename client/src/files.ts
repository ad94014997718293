/** Answers for files that only the editor reaches: those of a virtual workspace, and all of them in a browser. */
import * as vscode from "vscode";
import type { ListFolderParams, ListFolderResult, ReadFileParams, ReadFileResult } from "../../server/src/protocol.ts";

/** Larger files are no configs, in bytes. */
const LARGEST = 1e6;

/** What cannot be read fails, unless a config is asked for: then it is none. */
export async function fileAt({ uri, bytes: wanted }: ReadFileParams): Promise<ReadFileResult> {
  const address = vscode.Uri.parse(uri);
  try {
    if (wanted) {
      const { size } = await vscode.workspace.fs.stat(address);
      if (size > wanted.most) return { size };
    }
    const bytes = await vscode.workspace.fs.readFile(address);
    if (wanted) return { base64: toBase64(bytes) };
    return bytes.length > LARGEST ? {} : { text: new TextDecoder().decode(bytes) };
  } catch (error) {
    if (!wanted || isMissing(error)) return {};
    throw error;
  }
}

export async function folderAt({ uri }: ListFolderParams): Promise<ListFolderResult> {
  const address = vscode.Uri.parse(uri);
  try {
    const { type, size } = await vscode.workspace.fs.stat(address);
    const kind = kindOf(type);
    if (kind !== "folder") return { kind, size };
    const entries = await vscode.workspace.fs.readDirectory(address);
    return { kind, entries: entries.map(([name, each]) => ({ name, kind: kindOf(each) })) };
  } catch (error) {
    if (isMissing(error)) return {};
    throw error;
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof vscode.FileSystemError && ["FileNotFound", "FileNotADirectory"].includes(error.code);

function kindOf(type: vscode.FileType): "file" | "folder" | "link" {
  if (type & vscode.FileType.SymbolicLink) return "link";
  return type & vscode.FileType.Directory ? "folder" : "file";
}

/** So many bytes go into a call at once. */
const STEP = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += STEP) text += String.fromCharCode(...bytes.subarray(at, at + STEP));
  return btoa(text);
}
