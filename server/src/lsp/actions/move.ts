/** Moves a token's value into the store beside the code, and puts a reference in its place; with a loader, if one is needed. */
import * as l10n from "@vscode/l10n";
import type { Finding } from "../../engine/finding.ts";
import type { MoveEdits } from "../../engine/fix/index.ts";
import { clientCommands } from "../../protocol.ts";
import { hasFileStore } from "../stores/providers.ts";
import { toWorkspaceEdit } from "../workspace-edit.ts";
import { actionKinds } from "./kinds.ts";
import type { Offer, Provider } from "./provider.ts";
import { goesToFile, movesElsewhere } from "./store.ts";
import { distinct, placed, planOf, type Surroundings, surroundingsOf } from "./surroundings.ts";

const WITH_LOADER = "with-loader";

export const move: Provider = {
  name: "move",
  kind: actionKinds.move,

  offer: async ({ session, analysis, findings }) => {
    const around = findings.length > 0 ? await surroundingsOf(session, analysis) : undefined;
    // Where no git leaves it out, `.env` would be committed with everything else.
    if (around && !hasFileStore(around.folder))
      return movesElsewhere(session) ? [] : unmovable(findings, l10n.t("Trust this workspace to move it to a store."));
    if (around) {
      const usual = await goesToFile(around);
      return distinct(findings).flatMap((finding) => offersFor(around, finding, usual));
    }
    return unmovable(findings, l10n.t("There is no folder for a store beside this document. Save it first."));
  },

  resolve: async ({ session, analysis }, { variant }, finding) => {
    const around = finding?.kind === "token" ? await surroundingsOf(session, analysis) : undefined;
    if (finding?.kind !== "token" || !around) return undefined;
    const plan = planOf(around, finding, variant === WITH_LOADER);
    if (plan.kind === "refused") return undefined;
    const changes = plan.changes.map((change) => ({
      ...placed(around, change),
      ...(change.path === analysis.document.path && { note: noteOf(plan) }),
    }));
    return toWorkspaceEdit(changes, session.features);
  },
};

const unmovable = (findings: readonly Finding[], disabled: string): Offer[] =>
  findings.slice(0, 1).map((finding) => ({ title: l10n.t("Move to a store"), finding, disabled }));

/** @param usual whether moves go to this store where nobody says where */
function offersFor(around: Surroundings, finding: Finding, usual: boolean): Offer[] {
  const plan = planOf(around, finding, false);
  const store = around.storePath ?? l10n.t("a store");
  if (plan.kind === "refused") return [{ title: l10n.t("Move to {0}", store), finding, disabled: plan.reason }];
  const title = l10n.t("Move to {0} as {1}", store, plan.name);
  const disabled = impossible(around, plan);
  if (disabled !== undefined) return [{ title, finding, disabled }];
  const preferred = usual && plan.review.length === 0 && plan.left.length === 0;
  const offer: Offer = { title, finding, preferred, ...advised(around, plan) };
  return plan.advice.add ? [offer, withLoader(finding, title, plan.advice.add.loader)] : [offer];
}

/** Why the client cannot make the edit. */
function impossible({ session }: Surroundings, { changes }: MoveEdits): string | undefined {
  const missing = changes.filter(({ create }) => create).map(({ path }) => path);
  if (session.features.createsFiles || missing.length === 0) return undefined;
  return l10n.t("This editor cannot make files in an edit. Make these first: {0}", missing.join(", "));
}

const withLoader = (finding: Finding, title: string, loader: string): Offer => ({
  title: l10n.t("{0}, and load it with {1}", title, loader),
  finding,
  variant: WITH_LOADER,
});

/** Where no loader is at work, the edit alone is not enough: the client says what else is to be done, once it is applied. */
function advised({ session }: Surroundings, { advice }: MoveEdits): Pick<Offer, "command"> {
  const command = clientCommands.showAdvice;
  if (!session.features.commands.has(command) || session.references.loaders.some(({ id }) => id === advice.loader))
    return {};
  return {
    command: {
      title: l10n.t("What else is to be done"),
      command,
      arguments: [advice.text, ...(advice.command ? [advice.command] : [])],
    },
  };
}

/** For the preview: what is to be looked at, what stays behind, and who loads the value. */
function noteOf({ review, left, advice }: MoveEdits): string {
  const staying = new Set(left.map(({ reason }) => l10n.t("One place stays as it is. {0}", reason)));
  return [...review, ...staying, advice.text].join(" ");
}
