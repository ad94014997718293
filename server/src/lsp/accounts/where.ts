/** Where a document's accounts lie, and where in them a token is; refusals in words for the person. */
import * as l10n from "@vscode/l10n";
import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { URI } from "vscode-uri";
import { makeSalt, needsSalt } from "../../lifecycle/salt.ts";
import { relativePath } from "../../workspace/paths.ts";
import { everythingChanged } from "../changes.ts";
import { inventoryOf } from "../inventory.ts";
import type { Session } from "../session.ts";
import { type DiskFolder, trustedFolder } from "../stores/providers.ts";
import { tableOf } from "../variables/tables.ts";

export const refusal = (message: string): ResponseError<void> =>
  new ResponseError(LSPErrorCodes.RequestFailed, message);

export interface AccountsAt {
  readonly folder: DiskFolder;
  /** Of the accounts, absolute. */
  readonly root: string;
}

/** @throws ResponseError in words for the person where no accounts can be kept for the document, or fingerprints do not last yet */
export async function accountsAt(session: Session, uri: string): Promise<AccountsAt> {
  if (!session.trusted) throw refusal(l10n.t("Accounts are kept in trusted workspaces only."));
  const folder = trustedFolder(session, uri);
  const { root } = await session.ledgers.of(folder.root);
  return { folder, root };
}

/** @throws ResponseError where a salt had to be made: it makes new fingerprints, and the one at hand is void */
export async function requireLasting(session: Session, root: string): Promise<void> {
  if (await ensureLasting(session, root))
    throw refusal(l10n.t("Tokenward made .tokenward/salt, which fingerprints need to last. Try again."));
}

/** @returns whether a salt was made, and with it new fingerprints */
export async function ensureLasting(session: Session, root: string): Promise<boolean> {
  if (!(await needsSalt(root, session.host))) return false;
  await makeSalt(root, session.host);
  session.fingerprints.reset();
  everythingChanged(session);
  return true;
}

/** Ledger and log were written: everybody is told. */
export function accountsChanged(session: Session): void {
  session.ledgers.invalidate();
  everythingChanged(session);
}

/** What the inventory knows of a token: its rule, and its places relative to the root of the accounts. */
export async function standingOf(
  session: Session,
  root: string,
): Promise<(fingerprint: string) => { readonly ruleId?: string; readonly places: readonly string[] }> {
  const { tokens } = await inventoryOf(session);
  return (fingerprint) => {
    const token = tokens.find((each) => each.fingerprint === fingerprint);
    const files = token?.places.map(({ uri }) => uri).filter((uri) => uri.startsWith("file:")) ?? [];
    const places = [...new Set(files.map((uri) => relativePath(root, URI.parse(uri).fsPath)))].sort();
    return { ...(token && { ruleId: token.ruleId }), places };
  };
}

/** The files of the folder that read a name, relative to the root of the accounts. */
export async function readersOf(session: Session, { folder, root }: AccountsAt, name: string): Promise<string[]> {
  const places = (await tableOf(session, folder)).of(name).filter(({ role }) => role === "read");
  return places.map(({ path }) => relativePath(root, `${folder.root}/${path}`));
}
