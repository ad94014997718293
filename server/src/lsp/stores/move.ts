/** The command that moves values into a store: plans on what is in the editor, puts, and has the client apply the edit. */
import * as l10n from "@vscode/l10n";
import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { ShownFinding } from "../../engine/finding.ts";
import { isOfToken } from "../../engine/inventory.ts";
import { keepsAccounts, recordMoved } from "../../lifecycle/moved.ts";
import { accountsRoot, pathBelow } from "../../lifecycle/root.ts";
import type { MoveToStoreParams, MoveToStoreResult, RemoveFromStoreParams } from "../../protocol.ts";
import { dotenv } from "../../providers/dotenv.ts";
import { openProvider, requireReady, valuesIn } from "../../providers/project.ts";
import { type Provider, ProviderError } from "../../providers/provider.ts";
import { type Moves, type MovesRequest, planMoves } from "../../workspace/moves.ts";
import { carryOut, type Edited } from "../../workspace/transaction.ts";
import { distinct } from "../actions/surroundings.ts";
import { type Analysis, analyse } from "../analysis.ts";
import { fileAt } from "../file-at.ts";
import type { Session } from "../session.ts";
import { editBetween, type FileChange, toWorkspaceEdit } from "../workspace-edit.ts";
import { type DiskFolder, lookUp, refusal, trustedFolder } from "./providers.ts";

/** @throws ResponseError with a sentence for the person; nothing has changed then, or the sentence says what has */
export async function moveIntoStore(session: Session, params: MoveToStoreParams): Promise<MoveToStoreResult> {
  const folder = trustedFolder(session, params.uri);
  const provider = lookUp(session, folder, params.provider);
  if (!provider) throw refusal(l10n.t("There is no provider {0}.", params.provider));
  await session.settled;
  const findings = await findingsFor(session, params, folder);
  try {
    const moves = await planMoves(requestFor(session, findings, provider, folder), {
      ...session.host,
      files: session.files,
    });
    const [first] = moves.moved;
    if (!first) throw refusal(moves.left[0]?.reason ?? l10n.t("The token is no longer there."));
    await carry(moves, session, folder);
    // The move is done, whatever becomes of its account.
    await account(moves, session, provider, folder).catch(session.failed("accounts"));
    return resultOf(moves, provider, folder);
  } catch (error) {
    if (error instanceof ProviderError) throw refusal(error.message);
    throw error;
  }
}

export async function takeOut(session: Session, { uri, provider: id, name }: RemoveFromStoreParams): Promise<null> {
  const folder = trustedFolder(session, uri);
  const provider = lookUp(session, folder, id);
  try {
    if (provider) await (await openProvider(provider, session.host, folder.root)).store.remove(name);
    return null;
  } catch (error) {
    if (error instanceof ProviderError) throw refusal(error.message);
    throw error;
  }
}

async function findingsFor(
  session: Session,
  { uri, version, id, scope }: MoveToStoreParams,
  folder: DiskFolder,
): Promise<readonly ShownFinding[]> {
  const analysis = await analyse(session, uri);
  if (!analysis || analysis.version !== version || session.documents.isCell(uri)) throw stale();
  if (scope === "document") return distinct(analysis.findings);
  const finding = analysis.findings.find((candidate) => candidate.id === id);
  if (!finding) throw stale();
  return scope === "place" ? [finding] : everywhere(session, analysis, finding.id, folder);
}

const stale = (): ResponseError<void> =>
  new ResponseError(LSPErrorCodes.ContentModified, l10n.t("The document changed since the action was offered."));

/** Every place of the token in the folder's open documents, and in files as the last scan found them. */
async function everywhere(
  session: Session,
  analysis: Analysis,
  id: string,
  folder: DiskFolder,
): Promise<readonly ShownFinding[]> {
  const finding = analysis.findings.find((candidate) => candidate.id === id)!;
  const fingerprint = await session.fingerprints.of(finding, folder.root);
  const open = await Promise.all(session.documents.all.map(({ uri }) => analyse(session, uri)));
  const inEditor = open.flatMap((other) =>
    other?.location.folder?.uri === folder.uri && !session.documents.isCell(other.uri)
      ? distinct(other.findings.filter(({ secret }) => secret.equals(finding.secret)))
      : [],
  );
  const onDisk = session.disk.all
    .filter((found) => found.folder.uri === folder.uri && !session.documents.overlaying(found.file))
    .flatMap(({ found }) => found.filter(isOfToken))
    .filter((found) => found.fingerprint === fingerprint)
    .map((found) => found.finding);
  return [...inEditor, ...onDisk];
}

/** Where `.env` is meant, it is part of the edit and no store is opened. */
function requestFor(
  session: Session,
  findings: readonly ShownFinding[],
  provider: Provider,
  { root }: DiskFolder,
): MovesRequest {
  const { catalogue, references, host } = session;
  const elsewhere: MovesRequest["elsewhere"] = async (inside) => {
    const at = await openProvider(provider, host, root, inside);
    await requireReady(at);
    return { at, values: await valuesIn(at.store) };
  };
  const request = { base: root, findings, catalogue, references, store: dotenv, unsafe: true };
  return provider.id === "dotenv" ? request : { ...request, elsewhere };
}

async function carry(moves: Moves, session: Session, folder: DiskFolder): Promise<void> {
  const edit = (): Promise<Edited> => applied(moves, session, folder);
  const outcome =
    moves.puts.length === 0
      ? await edit()
      : await carryOut({ base: folder.root, puts: moves.puts, edit }, session.host);
  if (outcome !== "done")
    throw refusal(l10n.t("The editor refused the edit, so the code and the store stay as they were."));
}

async function applied(moves: Moves, session: Session, { root }: DiskFolder): Promise<Edited> {
  const changes: FileChange[] = [];
  for (const [path, { before, after }] of moves.changes) {
    const file = await fileAt(session, `${root}/${path}`);
    // Somebody typed meanwhile.
    if ((file.text ?? "") !== (before ?? "")) return "refused";
    const { uri, version, text = "" } = file;
    const description = before === undefined ? l10n.t("Make {0}", path) : l10n.t("Change {0}", path);
    const edits = [editBetween(text, after)];
    changes.push({ uri, version, text, create: file.missing, edits, description, needsConfirmation: false });
  }
  const edit = toWorkspaceEdit(changes, session.features);
  if (!edit) return "refused";
  const label = l10n.t("Move {0} tokens", moves.moved.length);
  return (await session.connection.workspace.applyEdit({ label, edit })).applied ? "done" : "refused";
}

async function account(
  { moved }: Moves,
  session: Session,
  { id }: Provider,
  { root: base }: DiskFolder,
): Promise<void> {
  const { host } = session;
  const root = await accountsRoot(base, host);
  if (!(await keepsAccounts(root, host))) return;
  const tokens = moved.map(async ({ finding, plan }) => ({
    fingerprint: await session.fingerprints.of(finding, base),
    ruleId: finding.ruleId,
    name: plan.name,
    provider: id,
    places: [pathBelow(root, base) + finding.path],
  }));
  await recordMoved(root, host, await Promise.all(tokens));
}

function resultOf(moves: Moves, provider: Provider, folder: DiskFolder): MoveToStoreResult {
  const { advice } = moves.moved[0]!.plan;
  return {
    names: [...new Set(moves.moved.map(({ plan }) => plan.name))],
    title: provider.title,
    left: [...new Set(moves.left.map(({ finding, reason }) => `${finding.path}: ${reason}`))],
    advice: advice.text,
    folder: folder.uri,
    ...(advice.command !== undefined && { command: advice.command }),
  };
}
