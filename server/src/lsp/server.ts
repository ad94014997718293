/** Hangs the language server on a connection: the handshake, the documents, and the table of messages. */
import * as l10n from "@vscode/l10n";
import type { Connection, InitializeParams } from "vscode-languageserver";
import type { InitializationOptions } from "../protocol.ts";
import { initializeResult } from "./capabilities.ts";
import { documentChanged, documentClosed, documentScanned } from "./changes.ts";
import { routes } from "./routes.ts";
import { type ServerParts, Session } from "./session.ts";
import { settleMoves } from "./stores/interrupted.ts";
import { foldersChanged } from "./watched-files.ts";
import { watchSettingFiles } from "./watching.ts";

export function startServer(connection: Connection, parts: ServerParts): void {
  let session: Session | undefined;
  connection.onInitialize((params) => {
    speakLanguageOf(params);
    session = openSession(connection, params, parts);
    return initializeResult(session.features, parts.version);
  });
  connection.onInitialized(() => session && register(session));
  connection.onShutdown(() => {
    session?.dispose();
    session = undefined;
  });
  for (const route of routes) route.attach(connection, () => session);
  connection.listen();
}

function openSession(connection: Connection, params: InitializeParams, parts: ServerParts): Session {
  const session = new Session(connection, params, parts);
  session.documents.onDidChange(({ document }) => documentChanged(session, document.uri));
  session.documents.onDidClose(({ document }) => documentClosed(session, document.uri));
  session.onNews = (uri) => documentScanned(session, uri);
  session.documents.listen(connection);
  return session;
}

/** What a server may ask for only once the handshake is over. */
function register(session: Session): void {
  session.settings.register().catch(session.failed("registration"));
  settleMoves(session);
  watchSettingFiles(session).catch(session.failed("registration"));
  // The library keeps this message to itself and hands on an event, where the client has folders at all.
  if (session.features.workspaceFolders)
    session.connection.workspace.onDidChangeWorkspaceFolders((event) => foldersChanged(session, event));
}

function speakLanguageOf({ initializationOptions }: InitializeParams): void {
  const messages = (initializationOptions as Partial<InitializationOptions> | undefined)?.messages;
  if (messages) l10n.config({ contents: { ...messages } });
}
