/** What is known of an open document: its findings at one version, as the team's configs and the user's settings want them. */
import { applyLevels } from "../config/team-config.ts";
import type { SourceDocument } from "../engine/document.ts";
import type { AnyFinding, Finding, HandlingFinding } from "../engine/finding.ts";
import { confidences } from "../engine/rule.ts";
import type { Settings } from "../protocol.ts";
import { isIgnored } from "../workspace/ignored.ts";
import type { Location } from "./folders.ts";
import type { Session } from "./session.ts";

export interface Analysis {
  readonly uri: string;
  readonly version: number;
  readonly document: SourceDocument;
  readonly location: Location;
  readonly findings: readonly Finding[];
  /** What handling rules find; asked for by those who show it. */
  handling(): Promise<readonly HandlingFinding[]>;
}

/** @returns undefined for documents that are not open */
export async function analyse(session: Session, uri: string): Promise<Analysis | undefined> {
  if (!session.documents.get(uri)) return undefined;
  const location = session.locate(uri);
  const [settings, configs, hidden] = await Promise.all([
    session.settings.for(location.folder?.uri),
    session.configs.for(location),
    isHidden(session, location),
  ]);
  // Asked for only now: the text may have changed meanwhile, and from here on nothing is awaited.
  const scanned = session.scans.of(uri, location.path);
  if (!scanned) return undefined;
  const ignored = hidden || (location.file !== undefined && isIgnored(location.file, configs));
  const findings = ignored ? [] : applyLevels(scanned.findings, configs).filter(isShown(settings));
  const handling = async (): Promise<readonly HandlingFinding[]> =>
    ignored ? [] : applyLevels(await session.handlings.of(uri, scanned), configs).filter(isShown(settings));
  return { uri, version: scanned.version, document: scanned.document, location, findings, handling };
}

/** Whether findings are sure enough for the user. */
export function isShown({ minConfidence }: Settings): (finding: AnyFinding) => boolean {
  return ({ confidence }) => confidences.indexOf(confidence) <= confidences.indexOf(minConfidence);
}

const STORE = /(?:^|\/)\.env(?:\.[\w-]+)*$/;
const EXAMPLE = /\.(?:example|sample|template|dist)$/;

/**
 * What git leaves out is no leak and is not scanned on the command line either. Outside git nobody can tell; there a
 * dotenv file is taken for the store that it is.
 */
async function isHidden({ host }: Session, { file, path }: Location): Promise<boolean> {
  if (file === undefined) return false;
  const [ignored, tracked] = await Promise.all([host.git.ignored(file), host.git.tracked(file)]);
  return ignored === undefined ? STORE.test(path) && !EXAMPLE.test(path) : ignored && tracked !== true;
}
