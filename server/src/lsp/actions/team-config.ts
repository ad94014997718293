/** Settles a finding for the whole team, in the nearest `.tokenward.yml`: its rule is turned off, or the file is left out. */
import * as l10n from "@vscode/l10n";
import { withIgnored, withLevel } from "../../config/edit-config.ts";
import { CONFIG_NAME } from "../../config/team-config.ts";
import type { AnyFinding } from "../../engine/finding.ts";
import { relativePath } from "../../workspace/paths.ts";
import type { Analysis } from "../analysis.ts";
import { suppressionOf } from "../comments/suppression.ts";
import { type FileAt, fileAt } from "../file-at.ts";
import type { Session } from "../session.ts";
import { editBetween, type FileChange, toWorkspaceEdit } from "../workspace-edit.ts";
import { actionKinds } from "./kinds.ts";
import type { Offer, Provider } from "./provider.ts";

export const teamConfig: Provider = {
  name: "team-config",
  kind: actionKinds.suppress,

  offer: async ({ session, analysis, findings: tokens, handling }) => {
    const findings = [...tokens, ...handling];
    const config = findings.length > 0 ? await configOf(session, analysis) : undefined;
    if (!config || (config.missing && !session.features.createsFiles)) return [];
    const disabled =
      withLevel(config.text ?? "", "x", "off") === undefined
        ? { disabled: l10n.t("{0} has mistakes that come first", CONFIG_NAME) }
        : {};
    const rules = findings.filter(({ ruleId }, at) => findings.findIndex((other) => other.ruleId === ruleId) === at);
    const uncommentable = findings.find((finding) => suppressionOf(analysis.document, finding) === undefined);
    const offers = [...(uncommentable ? [ignoreOffer(analysis, uncommentable)] : []), ...rules.map(ruleOffer)];
    return offers.map((offer) => ({ ...offer, ...disabled }));
  },

  resolve: async ({ session, analysis }, { variant }, finding) => {
    const config = await configOf(session, analysis);
    if (!config || !finding) return undefined;
    const change = variant === "ignore" ? ignored(config, analysis) : turnedOff(config, finding);
    return change && toWorkspaceEdit([change], session.features);
  },
};

/** The config that is written into: there it is, or there it will be. */
interface Config extends FileAt {
  readonly folder: string;
}

const ruleOffer = (finding: AnyFinding): Offer => ({
  title: l10n.t("Turn {0} off in {1}", finding.ruleId, CONFIG_NAME),
  finding,
  variant: "rule",
});

/** For files that no comment can stand in. */
const ignoreOffer = ({ document }: Analysis, finding: AnyFinding): Offer => ({
  title: l10n.t("Leave {0} out in {1}", document.path, CONFIG_NAME),
  finding,
  variant: "ignore",
});

/** The nearest config, or that of the workspace folder, where one can be made; a loose file gets none. */
async function configOf(session: Session, { location }: Analysis): Promise<Config | undefined> {
  const nearest = (await session.configs.for(location)).at(-1);
  const folder = nearest?.folder ?? (location.folder?.loose ? undefined : location.folder?.root);
  const file = folder === undefined ? undefined : await fileAt(session, `${folder}/${CONFIG_NAME}`);
  return folder === undefined || !file || (file.text === undefined && !file.missing) ? undefined : { folder, ...file };
}

const turnedOff = (config: Config, { ruleId }: AnyFinding): FileChange | undefined =>
  changeOf(config, withLevel(config.text ?? "", ruleId, "off"), l10n.t("Turn {0} off", ruleId));

function ignored(config: Config, { location }: Analysis): FileChange | undefined {
  const path = relativePath(config.folder, location.file ?? "");
  return changeOf(config, withIgnored(config.text ?? "", path), l10n.t("Leave {0} out", path));
}

function changeOf(
  { uri, version, text = "", ...config }: Config,
  edited: string | undefined,
  description: string,
): FileChange | undefined {
  if (edited === undefined) return undefined;
  return {
    uri,
    version,
    text,
    create: config.missing,
    edits: [editBetween(text, edited)],
    description,
    needsConfirmation: false,
  };
}
