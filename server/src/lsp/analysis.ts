/** What is known of an open document: its findings at one version, as the team's configs and the user's settings want them. */
import type { CancellationToken } from "vscode-languageserver";
import { applyLevels } from "../config/levels.ts";
import type { SourceDocument, Span } from "../engine/document.ts";
import type { Finding, HandlingFinding, ShownFinding } from "../engine/finding.ts";
import { confidences } from "../engine/rule.ts";
import type { Settings } from "../protocol.ts";
import type { TeamSet } from "../workspace/team/set.ts";
import type { Location } from "./folders.ts";
import type { Scanned } from "./scanned.ts";
import type { Suspected } from "./scans.ts";
import type { Session } from "./session.ts";
import { nextTurn } from "./turn.ts";

export interface Analysis {
  readonly uri: string;
  readonly version: number;
  readonly document: SourceDocument;
  readonly location: Location;
  readonly findings: readonly Finding[];
  /** What is not looked at. */
  readonly unseen?: Span;
  /** What handling rules find; asked for by those who show it. */
  handling(): Promise<readonly HandlingFinding[]>;
}

/** @returns undefined for documents that are not open, and where nobody wants to know any more */
export async function analyse(session: Session, uri: string, token?: CancellationToken): Promise<Analysis | undefined> {
  if (!session.documents.get(uri)) return undefined;
  const location = session.locate(uri);
  const [settings, { ignored: leftOut, levels, team }, hidden] = await Promise.all([
    session.settings.for(location.folder?.uri),
    session.configs.of(location),
    session.hidden.has(location),
    session.scans.ready(uri, location.path),
  ]);
  await latest(session, uri);
  const more = team && (await suspectedIn(session, uri, location.path, team, token));
  if (token?.isCancellationRequested) return undefined;
  // Asked for only now: the text may have changed meanwhile, and from here on nothing is awaited.
  const scanned = session.scans.of(uri, location.path, more);
  if (!scanned) return undefined;
  const ignored = hidden || leftOut;
  const findings = ignored ? [] : applyLevels(scanned.findings, levels).filter(isShown(settings));
  const handling = async (): Promise<readonly HandlingFinding[]> =>
    ignored ? [] : applyLevels(await handled(session, uri, scanned, team), levels).filter(isShown(settings));
  return { ...scanned, uri, location, findings, handling };
}

async function handled({ handlings, teams }: Session, uri: string, scanned: Scanned, team: TeamSet | undefined) {
  return handlings.of(uri, scanned, await teams.catalogueOf(team));
}

/** What the team's own rules suspect in the newest version: patterns run in a thread, and the text may change meanwhile. */
async function suspectedIn(
  { scans, documents }: Session,
  uri: string,
  path: string,
  team: TeamSet,
  token: CancellationToken | undefined,
): Promise<Suspected | undefined> {
  for (;;) {
    const suspected = await scans.suspected(uri, path, team);
    const isNewest = suspected === undefined || documents.get(uri)?.version === suspected.version;
    if (isNewest || token?.isCancellationRequested) return suspected;
  }
}

/** Between two versions lie the questions about the first: messages have their turn one by one. */
const QUESTIONS = 4;

/** What the client sent meanwhile comes first: of several versions only the newest is scanned. */
async function latest({ documents }: Session, uri: string): Promise<void> {
  let version = documents.get(uri)?.version;
  for (let same = 0; same < QUESTIONS; same++) {
    await nextTurn();
    const newest = documents.get(uri)?.version;
    if (newest !== version) same = 0;
    version = newest;
  }
}

/** Whether findings are sure enough for the user. */
export function isShown({ minConfidence }: Settings): (finding: ShownFinding | HandlingFinding) => boolean {
  return ({ confidence }) => confidences.indexOf(confidence) <= confidences.indexOf(minConfidence);
}
