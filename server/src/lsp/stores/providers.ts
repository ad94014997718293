/** Which providers a document's values can go to, and which one they go to where nobody names it. */

import * as l10n from "@vscode/l10n";
import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { policyOf } from "../../lifecycle/policy.ts";
import type { ListProvidersParams, ProviderState } from "../../protocol.ts";
import { chooseProvider, evident } from "../../providers/choose.ts";
import { providerOf, providers } from "../../providers/index.ts";
import { openProvider, type ProviderHost } from "../../providers/project.ts";
import type { Probe, Provider } from "../../providers/provider.ts";
import type { Folder } from "../folders.ts";
import type { Session } from "../session.ts";
import { EDITOR, editorProvider } from "./editor-store.ts";

/**
 * Whether values of a folder may go to `.env`, and to stores of this machine: not where it lies elsewhere, as no git is
 * there to leave `.env` out of the next commit, and no program runs there.
 */
export const hasFileStore = ({ uri }: Folder): boolean => uri.startsWith("file:");

/** A folder that files are reached in. */
export interface DiskFolder extends Folder {
  readonly root: string;
}

/** @throws ResponseError where the document lies in no folder that files are reached in, or in one that is not trusted */
export function trustedFolder(session: Session, uri: string): DiskFolder {
  const { folder } = session.locate(uri);
  if (!session.trusted) throw refusal(l10n.t("Stores are not reached from a workspace that is not trusted."));
  if (folder?.root === undefined)
    throw refusal(l10n.t("There is no folder for a store beside this document. Save it first."));
  return { ...folder, root: folder.root };
}

export const refusal = (message: string): ResponseError<void> =>
  new ResponseError(LSPErrorCodes.RequestFailed, message);

/** The provider of that id; the editor's own belongs to the folder. */
export function lookUp(session: Session, folder: Folder, id: string): Provider | undefined {
  if (id === EDITOR) return editorProvider(session.connection, folder.uri);
  return hasFileStore(folder) ? providerOf(id) : undefined;
}

/** What is in the editor counts, saved or not. */
const overlaidHost = ({ host, files }: Session): ProviderHost => ({ ...host, files });

/** The team's word comes before the person's, and that before what the files tell. */
export async function chosenFor(session: Session, folder: DiskFolder): Promise<Provider> {
  if (!hasFileStore(folder)) return editorProvider(session.connection, folder.uri);
  const find = (id: string): Provider | undefined => lookUp(session, folder, id);
  // A team's provider that is not known is told by the command line; here the person picks another one.
  const { provider: policy } = policyOf(await session.configs.for(session.folders.locate(`${folder.uri}/file`)));
  const choice = await chooseProvider(overlaidHost(session), folder.root, policy, find).catch(() => undefined);
  const own = session.provider === undefined ? undefined : find(session.provider);
  if (!choice) return own ?? editorProvider(session.connection, folder.uri);
  return choice.why?.includes(".tokenward.yml") ? choice.provider : (own ?? choice.provider);
}

export async function statesOf(session: Session, { uri }: ListProvidersParams): Promise<readonly ProviderState[]> {
  const folder = trustedFolder(session, uri);
  const chosen = await chosenFor(session, folder);
  const own = editorProvider(session.connection, folder.uri);
  const signs = hasFileStore(folder) ? await evident(overlaidHost(session), folder.root) : [];
  const all = hasFileStore(folder) ? [own, ...providers] : [own];
  return Promise.all(
    all.map(async (provider): Promise<ProviderState> => {
      const { id, title, atRest, meaning } = provider;
      const probe = await probed(provider, session, folder);
      const evidence = signs.find((sign) => sign.provider.id === id)?.file;
      return {
        ...{ id, title, atRest, meaning, state: probe.state, chosen: id === chosen.id },
        ...("remedy" in probe && { remedy: probe.remedy }),
        ...(evidence !== undefined && { evidence }),
      };
    }),
  );
}

async function probed(provider: Provider, { host }: Session, { root }: DiskFolder): Promise<Probe> {
  try {
    return await (await openProvider(provider, host, root)).store.probe();
  } catch (error) {
    return { state: "absent", remedy: (error as Error).message };
  }
}
