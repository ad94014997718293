/** Writes the evidence report of the whole workspace. */
import * as l10n from "@vscode/l10n";
import type { InventoryToken } from "../../engine/inventory.ts";
import { recordsOf } from "../../lifecycle/account.ts";
import { policyOf } from "../../lifecycle/policy.ts";
import { entriesOf, readAccounts } from "../../lifecycle/read.ts";
import { editedAccounts, type Unusual, unusualDeeds, unusualTokens } from "../../lifecycle/unusual.ts";
import type { ExportEvidenceParams, ExportEvidenceResult } from "../../protocol.ts";
import { type EvidencePlan, evidenceText, gatherEvidence } from "../../workspace/evidence.ts";
import { relativePath } from "../../workspace/paths.ts";
import type { Folder } from "../folders.ts";
import { inventoryOf } from "../inventory.ts";
import type { Session } from "../session.ts";
import { refusal } from "./where.ts";

/** Larger files are not looked at for references, in bytes. */
const LARGEST = 1e6;

/** By the accounts of the first folder. @throws ResponseError where no folder lies on a disk */
export async function evidenceOf(session: Session, { format }: ExportEvidenceParams): Promise<ExportEvidenceResult> {
  const folders = session.folders.all.filter(({ root }) => root !== undefined);
  const [first] = folders;
  if (!first || !session.host.records) throw refusal(l10n.t("There is no folder to report on."));
  const { root } = await session.ledgers.of(first.root!);
  const { tokens, complete } = await inventoryOf(session);
  const { catalogue, references } = session;
  const host = { ...session.host, files: session.files };
  const request = {
    ...{ version: session.version, complete, tokens, root, skipped: [], project: first.name },
    policy: policyOf(await session.configs.for(session.folders.locate(`${first.uri}/file`))),
    plans: folders.map((folder) => planOf(session, folder)),
    unusual: await unusualIn(session, root, tokens),
  };
  const evidence = await gatherEvidence(request, { host, catalogue, references });
  return { text: evidenceText(format, evidence, catalogue) };
}

function planOf({ folders }: Session, { root = "", name }: Folder): EvidencePlan {
  const plan = { roots: [root], base: root, honourIgnoreFiles: true, maxFileSize: LARGEST, useConfig: true };
  return { plan, folder: root, shown: (path) => (folders.all.length > 1 ? `${name}/${path}` : path) };
}

async function unusualIn(session: Session, root: string, tokens: readonly InventoryToken[]): Promise<Unusual[]> {
  const { hash } = recordsOf(session.host);
  const accounts = await readAccounts(root, session.host);
  const { ledger } = await session.ledgers.of(root);
  const surroundings = { repositoryOf: () => undefined, inRoot: (path: string) => relativePath(root, path) };
  const placed = unusualTokens(tokens, ledger, surroundings);
  return accounts ? [...placed, ...unusualDeeds(entriesOf(accounts, hash)), ...editedAccounts(accounts, hash)] : placed;
}
