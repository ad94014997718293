/** Settles a finding for the whole team, in the nearest `.tokenward.yml`: its rule is turned off, or the file is left out. */
import type { WorkspaceEdit } from "vscode-languageserver";
import * as l10n from "@vscode/l10n";
import { withIgnored, withLevel } from "../../config/edit-config.ts";
import { CONFIG_NAME } from "../../config/team-config.ts";
import type { Finding } from "../../engine/finding.ts";
import { relativePath } from "../../workspace/scan-files.ts";
import type { Analysis } from "../analysis.ts";
import { suppressionOf } from "../comments/suppression.ts";
import { fileAt } from "../file-at.ts";
import type { Session } from "../session.ts";
import { editBetween, toWorkspaceEdit } from "../workspace-edit.ts";
import { actionKinds } from "./kinds.ts";
import type { Offer, Provider } from "./provider.ts";

export const teamConfig: Provider = {
  name: "team-config",
  kind: actionKinds.suppress,

  offer: async ({ session, analysis, findings }) => {
    const folder = await configFolder(session, analysis);
    if (folder === undefined || findings.length === 0) return [];
    const rules = findings.filter(({ ruleId }, at) => findings.findIndex((other) => other.ruleId === ruleId) === at);
    const uncommentable = findings.find((finding) => suppressionOf(analysis.document, finding) === undefined);
    return [...(uncommentable ? [ignoreOffer(analysis, uncommentable)] : []), ...rules.map(ruleOffer)];
  },

  resolve: async ({ session, analysis }, { variant }, finding) => {
    const folder = await configFolder(session, analysis);
    if (folder === undefined || !finding) return undefined;
    return variant === "ignore" ? ignoreFile(session, analysis, folder) : turnOff(session, folder, finding);
  },
};

const ruleOffer = (finding: Finding): Offer => ({
  title: l10n.t("Turn {0} off in {1}", finding.ruleId, CONFIG_NAME),
  finding,
  variant: "rule",
});

/** For files that no comment can stand in. */
const ignoreOffer = ({ document }: Analysis, finding: Finding): Offer => ({
  title: l10n.t("Leave {0} out in {1}", document.path, CONFIG_NAME),
  finding,
  variant: "ignore",
});

/** The folder of the nearest config, or the workspace folder, where one can be made; a loose file gets none. */
async function configFolder(session: Session, { location }: Analysis): Promise<string | undefined> {
  const nearest = (await session.configs.for(location)).at(-1);
  return nearest?.folder ?? (location.folder?.loose ? undefined : location.folder?.root);
}

const turnOff = (session: Session, folder: string, { ruleId }: Finding): Promise<WorkspaceEdit | undefined> =>
  editConfig(session, folder, l10n.t("Turn {0} off", ruleId), (text) => withLevel(text, ruleId, "off"));

function ignoreFile(session: Session, { location }: Analysis, folder: string): Promise<WorkspaceEdit | undefined> {
  const path = relativePath(folder, location.file ?? "");
  return editConfig(session, folder, l10n.t("Leave {0} out", path), (text) => withIgnored(text, path));
}

async function editConfig(session: Session, folder: string, description: string, edit: (text: string) => string | undefined): Promise<WorkspaceEdit | undefined> {
  const { uri, version, text } = await fileAt(session, `${folder}/${CONFIG_NAME}`);
  const edited = edit(text ?? "");
  if (edited === undefined) return undefined;
  const change = { uri, version, text: text ?? "", create: text === undefined, edits: [editBetween(text ?? "", edited)], description, needsConfirmation: false };
  return toWorkspaceEdit([change], session.features);
}
