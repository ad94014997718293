/** What follows from a change: which diagnostics and views are told that they are out of date. */
import type { Span } from "../engine/document.ts";
import { inventoryChanged, type UnseenLines, unseenChanged } from "../protocol.ts";
import { analyse } from "./analysis.ts";
import { isTeamConfig } from "./config-problems.ts";
import { retractPush, schedulePush } from "./push.ts";
import type { Session } from "./session.ts";
import { scheduleTelling } from "./variables/tables.ts";

/** Diagnostics that follow from work in the background are asked for again at most this often, in milliseconds. */
const REFRESH = 50;
/** Views are told at most this often, in milliseconds. */
const PACE = 250;
/** A config that is being typed takes effect when it has been quiet for so long, in milliseconds. */
const CONFIG_QUIET = 300;

export function documentChanged(session: Session, uri: string): void {
  if (!session.features.pullDiagnostics) schedulePush(session, uri);
  if (isTeamConfig(session.locate(uri).path) || session.configs.isExtended(uri)) scheduleConfigs(session);
  scheduleTelling(session);
  session.debouncer.pace(`places ${uri}`, PACE, () => {
    announcePlaces(session, uri).catch(session.failed("inventoryChanged"));
  });
}

/** More is known of a document than was said of its version. */
export function documentScanned(session: Session, uri: string): void {
  const { features, debouncer } = session;
  if (!features.pullDiagnostics) schedulePush(session, uri);
  else if (features.refreshDiagnostics) debouncer.pace("refresh", REFRESH, () => refresh(session));
  announcePlaces(session, uri).catch(session.failed("inventoryChanged"));
}

export function documentClosed(session: Session, uri: string): void {
  session.scans.forget(uri);
  session.trials.forget(uri);
  session.handlings.forget(uri);
  session.names.close(uri);
  scheduleTelling(session);
  announceUnseen(session, uri, undefined);
  session.reports.forget(uri);
  session.places.delete(uri);
  if (!session.features.pullDiagnostics) retractPush(session, uri).catch(session.failed("publishDiagnostics"));
  if (isTeamConfig(session.locate(uri).path) || session.configs.isExtended(uri)) scheduleConfigs(session);
  announceInventory(session);
}

/** Settings, configs or what git leaves out changed: every document may have other findings now. */
export function everythingChanged(session: Session): void {
  const { features, documents } = session;
  session.hidden.invalidate();
  if (!features.pullDiagnostics) for (const { uri } of documents.all) schedulePush(session, uri);
  else if (features.refreshDiagnostics) refresh(session);
  announceInventory(session);
}

function refresh({ connection, failed }: Session): void {
  connection.languages.diagnostics.refresh().catch(failed("refresh"));
}

/** Tells the client's views to ask for the inventory again; many changes make one message. */
export function announceInventory(session: Session): void {
  session.inventory = undefined;
  session.debouncer.pace("inventory", PACE, () => {
    // What was asked for meanwhile may be of before.
    session.inventory = undefined;
    session.connection.sendNotification(inventoryChanged).catch(session.failed("inventoryChanged"));
    if (session.features.refreshHints)
      session.connection.languages.inlayHint.refresh().catch(session.failed("refresh"));
  });
}

/** Most changes of a document move no token: then nobody is told. */
async function announcePlaces(session: Session, uri: string): Promise<void> {
  const analysis = await analyse(session, uri);
  announceUnseen(session, uri, analysis?.unseen && linesOf(session, uri, analysis.unseen));
  const places = JSON.stringify(analysis?.findings.map(({ id, range, severity }) => [id, range, severity]) ?? []);
  if (places === (session.places.get(uri) ?? "[]")) return;
  session.places.set(uri, places);
  announceInventory(session);
}

/** Said when it changes, and that all is looked at only where some was not. */
function announceUnseen({ connection, unseen, failed }: Session, uri: string, lines: UnseenLines | undefined): void {
  const said = lines ? `${lines.first} ${lines.last}` : undefined;
  if (said === unseen.get(uri)) return;
  if (said === undefined) unseen.delete(uri);
  else unseen.set(uri, said);
  connection.sendNotification(unseenChanged, { uri, lines: lines ?? null }).catch(failed("unseenChanged"));
}

function linesOf({ documents }: Session, uri: string, { start, end }: Span): UnseenLines | undefined {
  const open = documents.get(uri);
  return open && { first: open.positionAt(start).line, last: open.positionAt(end).line };
}

function scheduleConfigs(session: Session): void {
  session.debouncer.schedule("configs", CONFIG_QUIET, () => {
    session.configs.invalidate();
    session.baselines.invalidate();
    everythingChanged(session);
  });
}
