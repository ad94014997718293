/** Moves every value of a document that can be moved unseen, in one edit that shares the store. */
import * as l10n from "@vscode/l10n";
import type { Finding } from "../../engine/finding.ts";
import { applyEdits, type MoveEdits, type TextEdit } from "../../engine/fix/index.ts";
import type { Analysis } from "../analysis.ts";
import type { Session } from "../session.ts";
import { editBetween, type FileChange, toWorkspaceEdit } from "../workspace-edit.ts";
import { actionKinds } from "./kinds.ts";
import type { Provider } from "./provider.ts";
import { goesToFile } from "./store.ts";
import { distinct, placed, planOf, type Surroundings, surroundingsOf } from "./surroundings.ts";

export const fixAll: Provider = {
  name: "fix-all",
  kind: actionKinds.fixAll,

  offer: async ({ session, analysis, asked }) => {
    const around = asked ? await surroundingsIfUsual(session, analysis) : undefined;
    const changes = around ? allMoves(around) : [];
    if (changes.length === 0 || (!session.features.createsFiles && changes.some(({ create }) => create))) return [];
    return [{ title: l10n.t("Move all tokens of this document that can be moved safely") }];
  },

  resolve: async ({ session, analysis }) => {
    const around = await surroundingsIfUsual(session, analysis);
    const changes = around ? allMoves(around) : [];
    return changes.length > 0 ? toWorkspaceEdit(changes, session.features) : undefined;
  },
};

/** Where values go to another store, none goes to `.env` because a document is saved. */
async function surroundingsIfUsual(session: Session, analysis: Analysis): Promise<Surroundings | undefined> {
  const around = await surroundingsOf(session, analysis);
  return around && (await goesToFile(around)) ? around : undefined;
}

function safePlan(around: Surroundings, finding: Finding): MoveEdits | undefined {
  const plan = planOf(around, finding, false);
  return plan.kind === "edits" && plan.disposition === "safe" ? plan : undefined;
}

/** Each move is planned on the files as the ones before it leave them, and on the document as it is. */
function allMoves(around: Surroundings): FileChange[] {
  const { path } = around.analysis.document;
  const plans: MoveEdits[] = [];
  let now = around;
  for (const finding of distinct(around.analysis.findings)) {
    const plan = safePlan(now, finding);
    if (!plan) continue;
    plans.push(plan);
    now = after(now, plan);
  }
  const changes = new Map(plans.flatMap((plan) => plan.changes).map((change) => [change.path, change]));
  return [...changes.values()].map((change) => {
    const edited = change.path === path ? { edits: inDocument(plans, path) } : between(around, now, change.path);
    const description = plans.length === 1 ? change.description : l10n.t("Move {0} tokens", plans.length);
    return placed(around, { ...change, ...edited, description });
  });
}

/** The files as the plan leaves them. */
function after(around: Surroundings, { changes }: MoveEdits): Surroundings {
  const texts = new Map(around.texts);
  const beside = changes.filter(({ path }) => path !== around.analysis.document.path);
  for (const { path, edits } of beside) texts.set(path, applyEdits(texts.get(path) ?? "", edits));
  const ignores = beside.some(({ path }) => /(?:^|\/)\.gitignore$/.test(path));
  return { ...around, texts, envIgnored: ignores ? true : around.envIgnored };
}

/** Imports are wanted by each move, and made once. */
function inDocument(plans: readonly MoveEdits[], path: string): TextEdit[] {
  const edits = plans
    .flatMap(({ changes }) => changes.filter((change) => change.path === path))
    .flatMap((change) => change.edits);
  return edits.filter((edit, at) => edits.findIndex((other) => isSame(edit, other)) === at);
}

const isSame = (a: TextEdit, b: TextEdit): boolean =>
  a.span.start === b.span.start && a.span.end === b.span.end && a.newText === b.newText;

function between(before: Surroundings, now: Surroundings, path: string): Pick<FileChange, "create" | "edits"> {
  const text = before.texts.get(path);
  return { create: text === undefined, edits: [editBetween(text ?? "", now.texts.get(path) ?? "")] };
}
