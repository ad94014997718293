/** Offers the moves that are commands: into stores that no edit reaches, of a whole document, of a token wherever it stands. */
import * as l10n from "@vscode/l10n";
import type { Finding } from "../../engine/finding.ts";
import { clientCommands, type MoveToStoreParams } from "../../protocol.ts";
import type { Provider as StoreProvider } from "../../providers/provider.ts";
import type { Session } from "../session.ts";
import { EDITOR } from "../stores/editor-store.ts";
import { chosenFor, hasFileStore, lookUp } from "../stores/providers.ts";
import { actionKinds } from "./kinds.ts";
import type { Offer, Provider } from "./provider.ts";
import { distinct, planOf, type Surroundings, surroundingsOf } from "./surroundings.ts";

/** The move to the provider that was chosen, where that is not `.env`: it comes first. */
export const chosenStore: Provider = {
  name: "chosen-store",
  kind: actionKinds.move,

  offer: async (occasion) => {
    const { chosen, around } = (await possibleMoves(occasion)) ?? {};
    if (!around || !chosen || chosen.id === "dotenv") return [];
    return distinct(occasion.findings).flatMap((finding) => into(around, finding, chosen, true));
  },
};

/** All the other ones. */
export const store: Provider = {
  name: "store",
  kind: actionKinds.move,

  offer: async (occasion) => {
    const { chosen, around } = (await possibleMoves(occasion)) ?? {};
    if (!around || !chosen) return [];
    const offers = distinct(occasion.findings).flatMap((finding) => othersFor(around, finding, chosen));
    return occasion.asked ? [...offers, ...wholeDocument(around, chosen)] : offers;
  },
};

/** Whether moves go to `.env` where nobody says where; that a store cannot be reached from here does not change it. */
export async function goesToFile({ session, folder }: Surroundings): Promise<boolean> {
  if (folder.root === undefined) return true;
  if (!hasFileStore(folder)) return false;
  return (await chosenFor(session, { ...folder, root: folder.root })).id === "dotenv";
}

/** Whether values can go to stores that no edit reaches. */
export const movesElsewhere = ({ features, trusted }: Session): boolean =>
  trusted && features.commands.has(clientCommands.moveToStore);

async function possibleMoves({
  session,
  analysis,
  findings,
}: Parameters<Provider["offer"]>[0]): Promise<{ around: Surroundings; chosen: StoreProvider } | undefined> {
  if (findings.length === 0 || !movesElsewhere(session) || session.documents.isCell(analysis.uri)) return undefined;
  const around = await surroundingsOf(session, analysis);
  if (around?.folder.root === undefined) return undefined;
  return { around, chosen: await chosenFor(session, { ...around.folder, root: around.folder.root }) };
}

function othersFor(around: Surroundings, finding: Finding, chosen: StoreProvider): Offer[] {
  const { session, analysis, folder } = around;
  const here = { uri: analysis.uri, version: analysis.version, id: finding.id };
  const offers = chosen.id === EDITOR ? [] : into(around, finding, lookUp(session, folder, EDITOR)!, false);
  if (nameFor(around, finding) === undefined) return [];
  const asking: Offer = {
    title: l10n.t("Move to another store..."),
    finding,
    command: commandFor({ ...here, scope: "place" }),
  };
  const everywhere: Offer = {
    title: l10n.t("Move every place of this token in the workspace to {0}", chosen.title),
    finding,
    command: commandFor({ ...here, scope: "token", provider: chosen.id }),
  };
  const others = session.disk.all.length > 0 || session.documents.all.length > 1;
  return [...offers, asking, ...(others ? [everywhere] : [])];
}

function into(around: Surroundings, finding: Finding, { id, title }: StoreProvider, preferred: boolean): Offer[] {
  const { uri, version } = around.analysis;
  const name = nameFor(around, finding);
  if (name === undefined) return [];
  const command = commandFor({ uri, version, id: finding.id, scope: "place", provider: id });
  return [{ title: l10n.t("Move to {0} as {1}", title, name), finding, command, ...(preferred && { preferred }) }];
}

function wholeDocument({ analysis }: Surroundings, { id, title }: StoreProvider): Offer[] {
  if (distinct(analysis.findings).length < 2) return [];
  const { uri, version } = analysis;
  const command = commandFor({ uri, version, scope: "document", provider: id });
  return [{ title: l10n.t("Move all tokens of this file to {0}", title), command }];
}

/** Undefined where no reference can stand there. */
function nameFor(around: Surroundings, finding: Finding): string | undefined {
  const plan = planOf({ ...around, envTracked: undefined }, finding, false);
  return plan.kind === "edits" ? plan.name : undefined;
}

const commandFor = (params: Omit<MoveToStoreParams, "provider"> & { readonly provider?: string }) => ({
  title: l10n.t("Move to a store"),
  command: clientCommands.moveToStore,
  arguments: [params],
});
