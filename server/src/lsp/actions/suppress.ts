/** Accepts a finding where it stands: a comment above its line, with the reason that a reviewer will ask for. */
import * as l10n from "@vscode/l10n";
import type { Analysis } from "../analysis.ts";
import { type Insertion, suppressionOf } from "../comments/suppression.ts";
import { type SpanEdit, toWorkspaceEdit } from "../workspace-edit.ts";
import { actionKinds } from "./kinds.ts";
import type { Provider } from "./provider.ts";

export const suppress: Provider = {
  name: "suppress",
  kind: actionKinds.suppress,

  offer: ({ analysis, findings, handling }) => {
    const offered = [...findings, ...handling].filter(
      (finding) => suppressionOf(analysis.document, finding) !== undefined,
    );
    return offered.map((finding) => ({ title: l10n.t("Suppress {0} here, with a reason", finding.ruleId), finding }));
  },

  resolve: async ({ session, analysis }, _data, finding) => {
    const insertion = finding && suppressionOf(analysis.document, finding);
    return insertion && toWorkspaceEdit([changeOf(analysis, insertion)], session.features);
  },
};

const changeOf = ({ uri, version, document }: Analysis, insertion: Insertion) => ({
  uri,
  version,
  text: document.text,
  create: false,
  edits: [toEdit(insertion)],
  description: l10n.t("Suppress a finding, with a reason"),
  needsConfirmation: false,
});

function toEdit({ offset, before, reason, after }: Insertion): SpanEdit {
  const span = { start: offset, end: offset };
  if (!reason) return { span, newText: before };
  const words = l10n.t("reason: ...");
  return {
    span,
    newText: `${before}${words}${after}`,
    snippet: `${escaped(before)}\${1:${escaped(words)}}${escaped(after)}`,
  };
}

/** Marks of the snippet syntax (LSP 3.18, "Snippet Syntax") stand for themselves behind a backslash. */
const escaped = (text: string): string => text.replace(/[\\$}]/g, "\\$&");
