/** Mends code that treats a token insecurely, where its rule has a fix that holds. */
import * as l10n from "@vscode/l10n";
import { handlingEdits } from "../../engine/fix/handling.ts";
import { toWorkspaceEdit } from "../workspace-edit.ts";
import { actionKinds } from "./kinds.ts";
import type { Provider } from "./provider.ts";

export const mend: Provider = {
  name: "mend",
  kind: actionKinds.mend,

  offer: ({ session, analysis, handling }) =>
    handling.flatMap((finding) => {
      const rule = session.catalogue.handling.rule(finding.ruleId);
      const fix = rule && handlingEdits(analysis.document, finding.span, rule, finding.language);
      if (!fix) return [];
      return [{ title: l10n.t("Fix: {0}", fix.title), finding, preferred: fix.disposition === "safe" }];
    }),

  resolve: async ({ session, analysis: { uri, version, document } }, _data, finding) => {
    const fix = finding?.kind === "handling" ? await session.handlings.fixOf(document, finding) : undefined;
    if (!fix) return undefined;
    const description = l10n.t("Fix: {0}", fix.title);
    const needsConfirmation = false;
    const change = {
      uri,
      version,
      text: document.text,
      create: false,
      edits: fix.edits,
      description,
      needsConfirmation,
    };
    return toWorkspaceEdit([change], session.features);
  },
};
