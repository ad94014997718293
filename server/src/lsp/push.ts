/** Diagnostics for clients that only listen (`textDocument/publishDiagnostics`). */
import { reportOn } from "./document-report.ts";
import type { Session } from "./session.ts";

/** How long a document is left in peace while it is typed in, in milliseconds. */
const QUIET = 150;

/** Publishes the document's diagnostics once it has been quiet for a moment; only the latest version is looked at. */
export function schedulePush(session: Session, uri: string): void {
  session.debouncer.schedule(`push ${uri}`, QUIET, () => {
    push(session, uri).catch(session.failed("publishDiagnostics"));
  });
}

/** Takes the diagnostics of a closed document back. */
export async function retractPush(session: Session, uri: string): Promise<void> {
  session.debouncer.cancel(`push ${uri}`);
  await session.connection.sendDiagnostics({ uri, diagnostics: [] });
}

async function push(session: Session, uri: string): Promise<void> {
  const report = await reportOn(session, uri);
  if (!report) return;
  const { version, items } = report;
  await session.connection.sendDiagnostics({
    uri,
    diagnostics: [...items],
    ...(session.features.versionedDiagnostics && { version }),
  });
}
