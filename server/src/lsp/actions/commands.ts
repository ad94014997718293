/** Actions that the client runs: the masked value to the clipboard, the issuer's page in the browser. */
import * as l10n from "@vscode/l10n";
import type { Finding } from "../../engine/finding.ts";
import { clientCommands } from "../../protocol.ts";
import type { Session } from "../session.ts";
import { actionKinds } from "./kinds.ts";
import type { Offer, Provider } from "./provider.ts";

export const commands: Provider = {
  name: "commands",
  kind: actionKinds.show,
  offer: ({ session, findings }) =>
    findings.flatMap((finding) => [copyMasked(finding), ...openRevocation(session, finding)]),
};

function copyMasked(finding: Finding): Offer {
  const title = l10n.t("Copy masked ({0})", finding.masked);
  return { title, finding, command: { title, command: clientCommands.copyMasked, arguments: [finding.masked] } };
}

function openRevocation({ catalogue }: Session, finding: Finding): Offer[] {
  const page = catalogue.rule(finding.ruleId)?.revoke;
  if (page === undefined) return [];
  const title = l10n.t("Open the revocation page of {0}", finding.issuer);
  return [{ title, finding, command: { title, command: clientCommands.openRevocation, arguments: [page] } }];
}
