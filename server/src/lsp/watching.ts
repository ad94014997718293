/** Asks the client to tell what changes on disk, where it can be asked. */
import { DidChangeWatchedFilesNotification } from "vscode-languageserver";
import type { Session } from "./session.ts";

/** Asks the client to tell of configs, of what they may extend, and of ignore files. */
export async function watchSettingFiles(session: Session): Promise<void> {
  await watch(session, ["**/*.{yml,yaml}", "**/.gitignore", "**/.tokenward/*"]);
}

/** Asks the client to tell of every file: worth it once there is an inventory that they belong into. */
export async function watchAllFiles(session: Session): Promise<void> {
  if (session.watching) return;
  session.watching = true;
  await watch(session, ["**/*"]);
}

async function watch({ connection, features }: Session, globs: readonly string[]): Promise<void> {
  if (!features.registersWatchers) return;
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: globs.map((globPattern) => ({ globPattern })),
  });
}
