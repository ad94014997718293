/** What the plan of a move needs to know of the files around a document, read as they stand in the editor or on disk. */
import type { SourceDocument } from "../../engine/document.ts";
import type { Finding } from "../../engine/finding.ts";
import {
  filesNeeded,
  type MovePlan,
  type FileChange as PlannedChange,
  planMove,
  storePathOf,
} from "../../engine/fix/index.ts";
import { dotenv } from "../../providers/dotenv.ts";
import type { Analysis } from "../analysis.ts";
import { type FileAt, fileAt } from "../file-at.ts";
import { type Folder, uriOf } from "../folders.ts";
import type { Session } from "../session.ts";
import type { FileChange } from "../workspace-edit.ts";

export interface Surroundings {
  readonly session: Session;
  readonly analysis: Analysis;
  readonly folder: Folder;
  /** By path relative to the folder; those that exist and are text. */
  readonly files: ReadonlyMap<string, FileAt>;
  readonly texts: ReadonlyMap<string, string>;
  /** Relative to the folder; undefined where the document's language has no reference. */
  readonly storePath: string | undefined;
  readonly envTracked: boolean | undefined;
  readonly envIgnored: boolean | undefined;
}

/** @returns undefined for documents that lie on no disk of this machine, and have no files around them */
export async function surroundingsOf(session: Session, analysis: Analysis): Promise<Surroundings | undefined> {
  const { document, location } = analysis;
  const { folder } = location;
  const root = folder?.root;
  if (!folder || root === undefined || location.file === undefined) return undefined;
  const files = await readAround(session, root, document);
  const texts = new Map([...files].map(([path, { text }]) => [path, text ?? ""]));
  const storePath = storePathOf({ document, files: texts, store: dotenv, references: session.references });
  const store = storePath === undefined ? undefined : `${root}/${storePath}`;
  const [envTracked, envIgnored] = store
    ? await Promise.all([session.host.git.tracked(store), session.host.git.ignored(store)])
    : [];
  return { session, analysis, folder, files, texts, storePath, envTracked, envIgnored };
}

/** Files around a document that tell of stores and loaders, by path relative to the folder. */
export async function readAround(
  session: Session,
  root: string,
  document: SourceDocument,
): Promise<ReadonlyMap<string, FileAt>> {
  const paths = filesNeeded(document, dotenv, session.references);
  const read = await Promise.all(paths.map(async (path) => [path, await fileAt(session, `${root}/${path}`)] as const));
  return new Map(read.filter(([, { text }]) => text !== undefined));
}

export function planOf(around: Surroundings, finding: Finding, withLoader: boolean): MovePlan {
  const { session, analysis, texts, envTracked, envIgnored } = around;
  const rule = session.catalogue.rule(finding.ruleId);
  if (!rule) throw new Error(`the catalogue has no rule ${finding.ruleId}`);
  const sameValue = analysis.findings.filter((other) => other.secret.equals(finding.secret));
  const { document } = analysis;
  const { references } = session;
  return planMove({
    document,
    finding,
    sameValue,
    rule,
    references,
    store: dotenv,
    files: texts,
    envTracked,
    envIgnored,
    withLoader,
  });
}

/** One finding for each value: its other places go along. */
export const distinct = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ secret }, at) => findings.findIndex((other) => other.secret.equals(secret)) === at);

/** A planned change as one of the document or file that it is meant for; the notebook's path means the cell at hand. */
export function placed(around: Surroundings, change: PlannedChange): FileChange {
  const { analysis, files, folder } = around;
  const { path, create, edits, description, needsConfirmation } = change;
  const what = { create, edits, description, needsConfirmation };
  if (path === analysis.document.path)
    return { ...what, uri: analysis.uri, version: analysis.version, text: analysis.document.text };
  const file = files.get(path);
  return { ...what, uri: file?.uri ?? uriOf(folder, path), version: file?.version ?? null, text: file?.text ?? "" };
}
