/** Moves every value of a document that can be moved unseen, in one edit that shares the store. */
import * as l10n from "@vscode/l10n";
import type { Finding } from "../../engine/finding.ts";
import { applyEdits, type MoveEdits, type FileChange as PlannedChange, type TextEdit } from "../../engine/fix/index.ts";
import { editBetween, type FileChange, toWorkspaceEdit } from "../workspace-edit.ts";
import { actionKinds } from "./kinds.ts";
import type { Provider } from "./provider.ts";
import { placed, planOf, type Surroundings, surroundingsOf } from "./surroundings.ts";

export const fixAll: Provider = {
  name: "fix-all",
  kind: actionKinds.fixAll,

  offer: async ({ session, analysis, asked }) => {
    const around = asked ? await surroundingsOf(session, analysis) : undefined;
    const safe = around && analysis.findings.map((finding) => safePlan(around, finding, around.texts)).find(Boolean);
    const canBeMade = session.features.createsFiles || !safe?.changes.some(({ create }) => create);
    return safe && canBeMade ? [{ title: l10n.t("Move all tokens of this document that can be moved safely") }] : [];
  },

  resolve: async ({ session, analysis }) => {
    const around = await surroundingsOf(session, analysis);
    const changes = around && allMoves(around);
    return changes && changes.length > 0 ? toWorkspaceEdit(changes, session.features) : undefined;
  },
};

function safePlan(around: Surroundings, finding: Finding, texts: ReadonlyMap<string, string>): MoveEdits | undefined {
  const plan = planOf(around, finding, false, texts);
  return plan.kind === "edits" && plan.disposition === "safe" ? plan : undefined;
}

/** Each move is planned on the files as the ones before it leave them, and on the document as it is. */
function allMoves(around: Surroundings): FileChange[] {
  const { findings, document } = around.analysis;
  const texts = new Map(around.texts);
  const inDocument: TextEdit[] = [];
  const last = new Map<string, PlannedChange>();
  const moved: Finding[] = [];
  for (const finding of findings) {
    if (moved.some(({ secret }) => secret.equals(finding.secret))) continue;
    const plan = safePlan(around, finding, texts);
    if (!plan) continue;
    moved.push(finding);
    for (const change of plan.changes) {
      last.set(change.path, change);
      if (change.path === document.path)
        inDocument.push(...change.edits.filter((edit) => !inDocument.some((other) => isSame(edit, other))));
      else texts.set(change.path, applyEdits(texts.get(change.path) ?? "", change.edits));
    }
  }
  return [...last].map(([path, change]) =>
    merged(around, path, change, path === document.path ? inDocument : undefined, texts),
  );
}

/** Imports are wanted by each move, and made once. */
const isSame = (a: TextEdit, b: TextEdit): boolean =>
  a.span.start === b.span.start && a.span.end === b.span.end && a.newText === b.newText;

function merged(
  around: Surroundings,
  path: string,
  change: PlannedChange,
  inDocument: readonly TextEdit[] | undefined,
  texts: ReadonlyMap<string, string>,
): FileChange {
  const create = !inDocument && !around.texts.has(path);
  const edits = inDocument ?? [editBetween(around.texts.get(path) ?? "", texts.get(path) ?? "")];
  return placed(around, { ...change, path, create, edits });
}
