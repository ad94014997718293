/** What is known of an open document: its findings at one version, as the team's configs and the user's settings want them. */
import type { CancellationToken } from "vscode-languageserver";
import { applyLevels } from "../config/team-config.ts";
import type { SourceDocument, Span } from "../engine/document.ts";
import type { Finding, HandlingFinding, ShownFinding } from "../engine/finding.ts";
import { confidences } from "../engine/rule.ts";
import type { Settings } from "../protocol.ts";
import { isIgnored } from "../workspace/ignored.ts";
import type { Location } from "./folders.ts";
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
  const [settings, configs, hidden] = await Promise.all([
    session.settings.for(location.folder?.uri),
    session.configs.for(location),
    session.hidden.has(location),
    session.scans.ready(uri, location.path),
  ]);
  await latest(session, uri);
  if (token?.isCancellationRequested) return undefined;
  // Asked for only now: the text may have changed meanwhile, and from here on nothing is awaited.
  const scanned = session.scans.of(uri, location.path);
  if (!scanned) return undefined;
  const ignored = hidden || (location.file !== undefined && isIgnored(location.file, configs));
  const findings = ignored ? [] : applyLevels(scanned.findings, configs).filter(isShown(settings));
  const handling = async (): Promise<readonly HandlingFinding[]> =>
    ignored ? [] : applyLevels(await session.handlings.of(uri, scanned), configs).filter(isShown(settings));
  return { ...scanned, uri, location, findings, handling };
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
