/** What follows from a change: which diagnostics and views are told that they are out of date. */
import type { DidChangeConfigurationParams } from "vscode-languageserver";
import { inventoryChanged } from "../protocol.ts";
import { analyse } from "./analysis.ts";
import { isTeamConfig } from "./config-problems.ts";
import { retractPush, schedulePush } from "./push.ts";
import type { Session } from "./session.ts";

/** Views are told at most this often, in milliseconds. */
const PACE = 250;
/** A config that is being typed takes effect when it has been quiet for so long, in milliseconds. */
const CONFIG_QUIET = 300;

export function documentChanged(session: Session, uri: string): void {
  if (!session.features.pullDiagnostics) schedulePush(session, uri);
  if (isTeamConfig(session.locate(uri).path)) scheduleConfigs(session);
  session.debouncer.pace(`places ${uri}`, PACE, () => {
    announcePlaces(session, uri).catch(session.failed("inventoryChanged"));
  });
}

export function documentClosed(session: Session, uri: string): void {
  session.scans.forget(uri);
  session.handlings.forget(uri);
  session.reports.forget(uri);
  session.places.delete(uri);
  if (!session.features.pullDiagnostics) retractPush(session, uri).catch(session.failed("publishDiagnostics"));
  if (isTeamConfig(session.locate(uri).path)) scheduleConfigs(session);
  announceInventory(session);
}

/** Settings, configs or what git leaves out changed: every document may have other findings now. */
export function everythingChanged(session: Session): void {
  const { features, connection, documents } = session;
  if (!features.pullDiagnostics) for (const { uri } of documents.all) schedulePush(session, uri);
  else if (features.refreshDiagnostics) connection.languages.diagnostics.refresh().catch(session.failed("refresh"));
  announceInventory(session);
}

/** Tells the client's views to ask for the inventory again; many changes make one message. */
export function announceInventory(session: Session): void {
  session.debouncer.pace("inventory", PACE, () => {
    session.connection.sendNotification(inventoryChanged).catch(session.failed("inventoryChanged"));
  });
}

/** Most changes of a document move no token: then nobody is told. */
async function announcePlaces(session: Session, uri: string): Promise<void> {
  const analysis = await analyse(session, uri);
  const places = JSON.stringify(analysis?.findings.map(({ id, range, severity }) => [id, range, severity]) ?? []);
  if (places === (session.places.get(uri) ?? "[]")) return;
  session.places.set(uri, places);
  announceInventory(session);
}

function scheduleConfigs(session: Session): void {
  session.debouncer.schedule("configs", CONFIG_QUIET, () => {
    session.configs.invalidate();
    everythingChanged(session);
  });
}

export function configurationChanged(session: Session, { settings }: DidChangeConfigurationParams): void {
  session.settings.changed(settings);
  everythingChanged(session);
}

/** Now git may be asked, and fingerprints become the repository's. */
export function trusted(session: Session): void {
  session.trusted = true;
  session.fingerprints.reset();
  announceInventory(session);
}
