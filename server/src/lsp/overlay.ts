/** Files as the user sees them: what is open in the editor, saved or not, stands in the place of what is on disk. */
import type { Files } from "../host/host.ts";
import type { OpenDocuments } from "./documents.ts";

export function overlaid(files: Files, documents: OpenDocuments): Files {
  return {
    ...files,
    read: async (path) => {
      const open = documents.overlaying(path);
      return open ? new TextEncoder().encode(open.getText()) : files.read(path);
    },
  };
}
